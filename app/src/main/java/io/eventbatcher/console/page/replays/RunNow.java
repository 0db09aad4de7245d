package io.eventbatcher.console.page.replays;

import io.eventbatcher.console.run.LiveRun;
import io.eventbatcher.replay.plan.ReplayOrder;
import io.eventbatcher.replay.plan.ReplayPlanner;
import io.eventbatcher.replay.resolution.ReplayRun;
import io.eventbatcher.replay.run.RunProgress;
import io.eventbatcher.replay.state.RunLetters;
import java.time.Instant;
import java.util.Optional;

/**
 * A run as it stands.
 *
 * @param status a word of {@link ReplayRun}
 * @param at the time of the run's last word
 * @param note the reason of a pause or of the end; may be empty
 * @param live the work of this process; empty if none goes on
 * @param letters the letters with their ends; empty while the run goes on
 */
record RunNow(
        String id,
        String status,
        ReplayOrder order,
        double rate,
        Instant startedAt,
        Instant at,
        String note,
        RunProgress progress,
        Optional<LiveRun> live,
        Optional<RunLetters> letters) {
    static RunNow of(LiveRun live, Instant now) {
        return new RunNow(
                live.id(),
                ReplayRun.RUNNING,
                live.order(),
                live.bound(),
                live.begunAt(),
                now,
                live.trouble(),
                live.progress(),
                Optional.of(live),
                Optional.empty());
    }

    /** A run at which this process does not work, by its own words. */
    static RunNow of(ReplayRun run) {
        return of(run, RunProgress.of(run), Optional.empty());
    }

    /** The same with the ends that its replays have had until now. */
    static RunNow of(ReplayRun run, RunLetters letters) {
        RunProgress recorded = RunProgress.of(run);
        return of(run, RunProgress.of(run, letters.counts(), recorded.left()), Optional.of(letters));
    }

    private static RunNow of(ReplayRun run, RunProgress progress, Optional<RunLetters> letters) {
        return new RunNow(
                run.id(),
                run.status(),
                ReplayPlanner.orderOf(run),
                run.rate(),
                run.startedAt(),
                run.at(),
                run.note(),
                progress,
                Optional.empty(),
                letters);
    }

    boolean isRunning() {
        return status.equals(ReplayRun.RUNNING);
    }

    /** True if somebody can go on with the run. */
    boolean canGoOn() {
        return live.isEmpty() && (isRunning() || status.equals(ReplayRun.PAUSED));
    }

    /** True for a run that is not over for good. */
    boolean canBeCancelled() {
        return isRunning() || status.equals(ReplayRun.PAUSED);
    }
}
