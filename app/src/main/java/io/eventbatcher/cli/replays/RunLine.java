package io.eventbatcher.cli.replays;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.eventbatcher.cli.deadletters.LetterCommand;
import io.eventbatcher.cli.terminal.Terminal;
import io.eventbatcher.log.Printable;
import io.eventbatcher.replay.letter.LetterState;
import io.eventbatcher.replay.plan.PlanWords;
import io.eventbatcher.replay.run.RunListener;
import io.eventbatcher.replay.run.RunProgress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** The progress of a run: one line that is written again on a terminal, or a line every ten seconds and for each change of the hold. */
final class RunLine implements RunListener, AutoCloseable {
    private static final Duration ON_TERMINAL = Duration.ofMillis(250);
    private static final Duration ELSEWHERE = Duration.ofSeconds(10);
    private static final int WIDTH = 119;
    private static final int BAR = 20;
    private static final double NANOS = 1e9;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final LetterCommand command;
    private final PrintWriter err;
    private final boolean watched = Terminal.isWatched();
    private final long begun = System.nanoTime();
    private long next = begun;
    private long sentBefore = -1;
    private String hold = "";
    private boolean shown;

    RunLine(LetterCommand command) {
        this.command = command;
        this.err = command.spec().commandLine().getErr();
    }

    @Override
    public void progress(RunProgress progress) {
        if (sentBefore < 0) {
            sentBefore = progress.sent();
        }
        boolean changed = !progress.hold().equals(hold);
        hold = progress.hold();
        long now = System.nanoTime();
        if (!changed && now - next < 0) {
            return;
        }
        next = now + (watched ? ON_TERMINAL : ELSEWHERE).toNanos();
        if (command.json()) {
            var json = JSON.createObjectNode();
            json.put("hold", hold);
            progress.counts().forEach(json::put);
            command.print(JSON.createObjectNode().set("progress", json));
            command.out().flush();
        } else if (watched) {
            show(text(progress, now));
        } else if (changed || next - begun > ELSEWHERE.toNanos()) {
            err.println(text(progress, now));
            err.flush();
            shown = true;
        }
    }

    private String text(RunProgress progress, long now) {
        double seconds = Math.max(0.001, (now - begun) / NANOS);
        double rate = (progress.sent() - sentBefore) / seconds;
        long share = progress.meant() == 0 ? 1 : (progress.sent() + progress.skipped()) * BAR / progress.meant();
        String ends = String.format(
                Locale.ROOT,
                "%,d delivered, %,d died again, %,d waiting",
                progress.of(LetterState.DELIVERED) + progress.of(LetterState.DUPLICATE),
                progress.of(LetterState.DIED_AGAIN),
                progress.of(LetterState.WAITING));
        String left = hold.isEmpty() && progress.left() > 0 && rate >= 1
                ? ", " + PlanWords.span(Duration.ofSeconds((long) (progress.left() / rate))) + " left"
                : "";
        return String.format(
                Locale.ROOT,
                "[%s%s] %,d of %,d%s%s: %s%s",
                "#".repeat((int) share),
                "-".repeat((int) (BAR - share)),
                progress.sent() + progress.skipped(),
                progress.meant(),
                hold.isEmpty() && rate >= 1 ? ", " + PlanWords.rate(Math.rint(rate)) : "",
                left,
                ends,
                hold.isEmpty() ? "" : ". Waits: " + Printable.of(hold));
    }

    private void show(String text) {
        String cut = text.length() > WIDTH ? text.substring(0, WIDTH) : text;
        err.print('\r' + cut + " ".repeat(WIDTH - cut.length()));
        err.flush();
        shown = true;
    }

    /** Shows the last numbers where numbers were shown before. */
    void last(RunProgress progress) {
        if (shown && !command.json()) {
            String text = text(progress, System.nanoTime());
            if (watched) {
                show(text);
            } else {
                err.println(text);
                err.flush();
            }
        }
    }

    /** Ends the line. */
    @Override
    public void close() {
        if (shown && watched) {
            err.println();
            err.flush();
            shown = false;
        }
    }
}
