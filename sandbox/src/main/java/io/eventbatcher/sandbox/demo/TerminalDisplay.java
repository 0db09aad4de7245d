package io.eventbatcher.sandbox.demo;

import io.eventbatcher.cli.terminal.Columns;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** Shows progress as a table redrawn on a terminal, or elsewhere as a line every few seconds. */
public final class TerminalDisplay implements ProgressDisplay {
    private static final double SECONDS_BETWEEN_LINES = 5;

    private final PrintWriter out;
    private final boolean redraws;
    private int drawnLines;
    private double nextLine = SECONDS_BETWEEN_LINES;
    private Progress before = new Progress(List.of(), 0);

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
        if (redraws) {
            redraw(progress);
        } else if (progress.seconds() >= nextLine) {
            nextLine += SECONDS_BETWEEN_LINES;
            out.println(line(progress));
        } else {
            return;
        }
        out.flush();
        before = progress;
    }

    private void redraw(Progress progress) {
        if (drawnLines > 0) {
            out.print("\u001b[" + drawnLines + "A");
        }
        Columns table = Columns.ofFigures(
                "route",
                "produced",
                "delivered",
                "duplicates",
                "dead",
                "in flight",
                "requests",
                "batch fill",
                "events/s");
        for (int i = 0; i < progress.routes().size(); i++) {
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
                    rate(progress, i));
        }
        List<String> lines = table.lines();
        lines.forEach(line -> out.println(line + "\u001b[K"));
        drawnLines = lines.size();
    }

    /** Events per second that came to an end since the last display. */
    private double rate(Progress progress, int route) {
        double elapsed = progress.seconds() - before.seconds();
        if (before.routes().isEmpty() || elapsed <= 0) {
            return 0;
        }
        return (progress.routes().get(route).ended()
                        - before.routes().get(route).ended())
                / elapsed;
    }

    private static String line(Progress progress) {
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%4.0f s", progress.seconds()));
        for (Progress.OfRoute route : progress.routes()) {
            line.append(String.format(
                    Locale.ROOT,
                    "   %s %,d of %,d (%,d requests, %d in flight)",
                    route.route().label(),
                    route.ended(),
                    route.produced(),
                    route.requests(),
                    route.inFlight()));
        }
        return line.toString();
    }
}
