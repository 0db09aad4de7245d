package io.eventbatcher.ingest.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.eventbatcher.events.BehavioralEvent;
import io.eventbatcher.fixtures.Events;
import io.eventbatcher.record.Origin;
import java.io.IOException;
import java.util.HashMap;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RenderingTest {
    private static final Origin ORIGIN = new Origin("topic", 0, 0, 5);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Rendering rendering = new Rendering();

    /** Half of a surrogate pair, which no reader lets through, becomes an escape. */
    @Test
    void shouldRenderAnyTextAsJson() throws IOException {
        // Given
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < 3_000; round++) {
            String text = anyText(random);

            // When
            Rendering.Rendered made = render(text);

            // Then
            assertThat(utk(made)).as("seed %d, round %d", seed, round).isEqualTo(text);
        }
    }

    @Test
    void shouldWriteWholePairsAsTheyAre() throws IOException {
        // Given: long enough to cross the generator's own buffer, at an odd place
        String text = "x" + "\uD83D\uDE00".repeat(20_000);

        // When
        Rendering.Rendered rendered = render(text);

        // Then
        assertThat(utk(rendered)).isEqualTo(text);
    }

    @Test
    void shouldRenderAnEventAlikeWhateverCameBefore() {
        // Given
        byte[] first = render("a").json();
        BehavioralEvent broken = Events.behavioral("u").build();
        broken.setProperties(new HashMap<>() {
            @Override
            public Set<String> keySet() {
                throw new IllegalStateException("in the midst of the event");
            }
        });

        // When
        render("b".repeat(100_000));
        byte[] second = render("a").json();
        assertThatThrownBy(() -> rendering.render(new BehavioralShape(true), broken, "u", ORIGIN))
                .hasMessage("in the midst of the event");
        byte[] third = render("a").json();

        // Then
        assertThat(second).isEqualTo(first);
        assertThat(third).isEqualTo(first);
    }

    private Rendering.Rendered render(String text) {
        return rendering.render(
                new BehavioralShape(true), Events.behavioral("u").setUtk(text).build(), "u", ORIGIN);
    }

    private static String utk(Rendering.Rendered rendered) throws IOException {
        return JSON.readTree(rendered.json()).path("utk").asText();
    }

    private static String anyText(Random random) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(random.nextInt(10) == 0 ? 12_000 : 30);
        for (int i = 0; i < length; i++) {
            text.append(
                    switch (random.nextInt(6)) {
                        case 0 -> (char) random.nextInt(0x80);
                        case 1 -> (char) (0xD800 + random.nextInt(0x800));
                        case 2 -> (char) random.nextInt(0x10000);
                        default -> (char) ('a' + random.nextInt(26));
                    });
        }
        return text.toString();
    }
}
