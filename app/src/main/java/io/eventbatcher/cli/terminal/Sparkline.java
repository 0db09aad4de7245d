package io.eventbatcher.cli.terminal;

import java.util.stream.LongStream;

/** Counts as a line of small bars. The tallest bar is the largest count; a dot stands for none. */
public final class Sparkline {
    private static final String BARS = "▁▂▃▄▅▆▇█";

    private Sparkline() {}

    public static String of(long... counts) {
        long most = LongStream.of(counts).max().orElse(0);
        StringBuilder line = new StringBuilder(counts.length);
        for (long count : counts) {
            line.append(count == 0 ? '·' : BARS.charAt((int) ((count * BARS.length() - 1) / Math.max(1, most))));
        }
        return line.toString();
    }
}
