package io.eventbatcher.console.page.letters;

import io.eventbatcher.console.html.Html;
import java.util.Arrays;

/** A line of bars; the highest bar is the largest count. */
final class Spark {
    private static final int HEIGHT = 24;
    private static final int STEP = 6;

    private Spark() {}

    static Html of(long[] counts, String title) {
        long most = Math.max(1, Arrays.stream(counts).max().orElse(1));
        StringBuilder path = new StringBuilder();
        for (int column = 0; column < counts.length; column++) {
            if (counts[column] > 0) {
                long height = Math.max(2, counts[column] * HEIGHT / most);
                path.append('M')
                        .append(column * STEP)
                        .append(' ')
                        .append(HEIGHT)
                        .append("v-")
                        .append(height)
                        .append("h")
                        .append(STEP - 1)
                        .append('v')
                        .append(height)
                        .append('z');
            }
        }
        return Html.of(
                "<svg class=\"spark\" viewBox=\"0 0 {} {}\" width=\"{}\" height=\"{}\" role=\"img\"><title>{}</title><path d=\"{}\"/></svg>",
                counts.length * STEP,
                HEIGHT,
                counts.length * STEP,
                HEIGHT,
                title,
                path);
    }
}
