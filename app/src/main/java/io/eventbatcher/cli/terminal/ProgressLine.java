package io.eventbatcher.cli.terminal;

import io.eventbatcher.replay.scan.ScanProgress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** Shows a long scan as a line on stderr, if somebody watches a terminal. A short scan shows nothing, and a line that was shown is wiped out. */
public final class ProgressLine implements ScanProgress, AutoCloseable {
    private static final Duration SILENT_FOR = Duration.ofSeconds(1);
    private static final Duration EVERY = Duration.ofMillis(250);
    private static final int WIDTH = 79;

    private final PrintWriter err;
    private final boolean watched;
    private String topic = "";
    private long begun;
    private long next;
    private boolean shown;

    private ProgressLine(PrintWriter err, boolean watched) {
        this.err = err;
        this.watched = watched;
    }

    public static ProgressLine on(PrintWriter err) {
        return new ProgressLine(err, Terminal.isWatched());
    }

    @Override
    public void passed(String scanned, long done, long of) {
        long now = System.nanoTime();
        if (!scanned.equals(topic)) {
            topic = scanned;
            begun = now;
            next = now + SILENT_FOR.toNanos();
        }
        if (watched && now - next >= 0 && done < of) {
            next = now + EVERY.toNanos();
            show(line(scanned, done, of, now - begun));
        }
    }

    static String line(String topic, long done, long of, long nanos) {
        return String.format(
                Locale.ROOT,
                "%s: %,d of %,d (%d %%), %,d a second",
                topic,
                done,
                of,
                done * 100 / Math.max(1, of),
                done * 1_000_000_000L / Math.max(1, nanos));
    }

    private void show(String text) {
        String cut = text.length() > WIDTH ? text.substring(0, WIDTH) : text;
        err.print('\r' + cut + " ".repeat(WIDTH - cut.length()));
        err.flush();
        shown = true;
    }

    /** Wipes the line out. */
    @Override
    public void close() {
        if (shown) {
            err.print('\r' + " ".repeat(WIDTH) + '\r');
            err.flush();
            shown = false;
        }
    }
}
