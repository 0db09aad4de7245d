package io.eventbatcher.console.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The contrast that WCAG 2.2 asks for at level AA, of each text on each ground where the style sheet puts it. */
class StyleSheetTest {
    private static final Pattern COLOUR = Pattern.compile("--([a-z-]+): #([0-9a-f]{6});");
    private static final double OF_TEXT = 4.5;
    private static final double OF_EDGES = 3;

    @ParameterizedTest
    @CsvSource({
        "ink, ground paper code accent-tint well-tint warn-tint bad-tint",
        "soft, ground paper code accent-tint well-tint warn-tint bad-tint",
        "accent, ground paper accent-tint",
        "accent-ink, accent",
        "well, ground paper well-tint",
        "warn, ground paper warn-tint",
        "bad, ground paper bad-tint",
        "idle, ground paper"
    })
    void shouldKeepTextReadableOnItsGrounds(String text, String grounds) throws IOException {
        for (Map<String, Integer> scheme : schemes()) {
            for (String ground : grounds.split(" ", -1)) {
                assertThat(contrast(scheme, text, ground))
                        .as("%s on %s", text, ground)
                        .isGreaterThanOrEqualTo(OF_TEXT);
            }
        }
    }

    @Test
    void shouldShowTheEdgesOfFieldsAndTheFocus() throws IOException {
        for (Map<String, Integer> scheme : schemes()) {
            for (String edge : List.of("edge", "accent")) {
                for (String ground : List.of("ground", "paper")) {
                    assertThat(contrast(scheme, edge, ground))
                            .as("%s on %s", edge, ground)
                            .isGreaterThanOrEqualTo(OF_EDGES);
                }
            }
        }
    }

    /** The colours of light and of dark pages. */
    private static List<Map<String, Integer>> schemes() throws IOException {
        try (InputStream in = StaticFiles.class.getResourceAsStream("/io/eventbatcher/console/console.css")) {
            String css = new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
            int dark = css.indexOf("@media (prefers-color-scheme: dark)");
            return List.of(colours(css.substring(0, dark)), colours(css.substring(dark)));
        }
    }

    private static Map<String, Integer> colours(String css) {
        Map<String, Integer> colours = new HashMap<>();
        Matcher colour = COLOUR.matcher(css);
        while (colour.find()) {
            colours.put(colour.group(1), Integer.parseInt(colour.group(2), 16));
        }
        return colours;
    }

    private static double contrast(Map<String, Integer> scheme, String text, String ground) {
        double one = luminance(Objects.requireNonNull(scheme.get(text), text));
        double other = luminance(Objects.requireNonNull(scheme.get(ground), ground));
        return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    }

    /** Relative luminance, as WCAG defines it. */
    private static double luminance(int colour) {
        return 0.2126 * linear(colour >> 16) + 0.7152 * linear(colour >> 8) + 0.0722 * linear(colour);
    }

    private static double linear(int channel) {
        double value = (channel & 0xff) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }
}
