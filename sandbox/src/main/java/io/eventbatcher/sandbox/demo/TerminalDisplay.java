package io.eventbatcher.sandbox.demo;

import io.eventbatcher.cli.terminal.Columns;
import java.io.PrintWriter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/** Shows progress as a table redrawn on a terminal, or elsewhere as a line every few seconds. Both fit 100 columns. */
public final class TerminalDisplay implements ProgressDisplay {
    private static final double SECONDS_BETWEEN_LINES = 2;

    /** Rates are those of so many seconds: over less they would jump with each batch. */
    private static final double RATE_SECONDS = 3;

    private static final int BAR = 28;

    private final PrintWriter out;
    private final boolean redraws;
    private final Deque<Progress> recent = new ArrayDeque<>();
    private int drawnLines;
    private double nextLine = SECONDS_BETWEEN_LINES;

    /**
     * Creates a display.
     *
     * @param redraws true if the writer is a terminal on which the cursor can go up
     */
    public TerminalDisplay(PrintWriter out, boolean redraws) {
        this.out = out;
        this.redraws = redraws;
    }

    @Override
    public void show(Progress progress) {
        recent.addLast(progress);
        while (recent.getFirst().seconds() < progress.seconds() - RATE_SECONDS) {
            recent.removeFirst();
        }
        if (redraws) {
            redraw(progress);
        } else if (progress.seconds() >= nextLine) {
            nextLine += SECONDS_BETWEEN_LINES;
            out.println(total(progress));
        }
        out.flush();
    }

    private void redraw(Progress progress) {
        if (drawnLines > 0) {
            out.print("\u001b[" + drawnLines + "A");
        }
        List<String> lines = new ArrayList<>(table(progress).lines());
        lines.add("");
        lines.add(bar(progress) + total(progress));
        lines.forEach(line -> out.println(line + "\u001b[K"));
        drawnLines = lines.size();
    }

    private Columns table(Progress progress) {
        Columns table = Columns.ofFigures(
                "route", "produced", "delivered", "duplicates", "dead", "in flight", "requests", "fill", "events/s");
        for (int i = 0; i < progress.routes().size(); i++) {
            int number = i;
            Progress.OfRoute route = progress.routes().get(i);
            table.row(
                    route.route().label(),
                    route.produced(),
                    route.delivered(),
                    route.duplicates(),
                    route.dead(),
                    route.inFlight(),
                    route.requests(),
                    route.batchFill(),
                    perSecond(progress, then -> then.routes().get(number).ended()));
        }
        return table;
    }

    private String total(Progress progress) {
        double perSecond = perSecond(progress, Progress::ended);
        String line = String.format(
                Locale.ROOT,
                "%3.0f s  %,d of %,d events, %d %%, %,.0f/s",
                progress.seconds(),
                progress.ended(),
                progress.planned(),
                100 * progress.ended() / progress.planned(),
                perSecond);
        long left = progress.planned() - progress.ended();
        return left > 0 && perSecond >= 1
                ? line + String.format(Locale.ROOT, ", %,.0f s left", Math.ceil(left / perSecond))
                : line;
    }

    private static String bar(Progress progress) {
        int done = (int) (BAR * progress.ended() / progress.planned());
        return "[" + "#".repeat(done) + ".".repeat(BAR - done) + "] ";
    }

    private double perSecond(Progress progress, ToLongFunction<Progress> ended) {
        Progress before = recent.getFirst();
        double elapsed = progress.seconds() - before.seconds();
        return elapsed <= 0 ? 0 : (ended.applyAsLong(progress) - ended.applyAsLong(before)) / elapsed;
    }
}
