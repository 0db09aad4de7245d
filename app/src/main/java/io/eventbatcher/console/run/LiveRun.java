package io.eventbatcher.console.run;

import io.eventbatcher.replay.plan.ReplayOrder;
import io.eventbatcher.replay.plan.ReplayPlan;
import io.eventbatcher.replay.run.RunListener;
import io.eventbatcher.replay.run.RunProgress;
import io.eventbatcher.time.Clocks;
import io.eventbatcher.time.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** A run at which this process works, or has worked. Written by the run's thread, read by pages. Keeps no letters: plans are large. */
public final class LiveRun implements RunListener {
    private static final double NANOS = 1e9;

    private final String id;
    private final ReplayOrder order;
    private final double bound;
    private final Clocks clocks;
    private final Instant begunAt;
    private final Moment begun;
    private final long sentBefore;
    private volatile RunProgress progress;
    private volatile String trouble = "";
    private volatile boolean ended;

    LiveRun(String id, ReplayPlan plan, Clocks clocks) {
        this.id = id;
        this.order = plan.order();
        this.bound = plan.rate();
        this.clocks = clocks;
        this.begunAt = clocks.instant();
        this.begun = clocks.moment();
        this.sentBefore = plan.sentBefore().size();
        this.progress = new RunProgress(plan.places().size() + sentBefore, sentBefore, 0, Map.of(), "");
    }

    @Override
    public void progress(RunProgress now) {
        progress = now;
    }

    /** @param sentence the reason of a failure; empty for a run that ended by itself */
    void end(String sentence) {
        trouble = sentence;
        ended = true;
    }

    public String id() {
        return id;
    }

    /** The time since which this process works at the run. */
    public Instant begunAt() {
        return begunAt;
    }

    public ReplayOrder order() {
        return order;
    }

    /** Events a second, at most. */
    public double bound() {
        return bound;
    }

    public RunProgress progress() {
        return progress;
    }

    /** True if this process does not work at the run any more. */
    public boolean hasEnded() {
        return ended;
    }

    /** The reason why the run failed, as sentences; empty for a run that goes on or has ended in order. */
    public String trouble() {
        return trouble;
    }

    /** Events a second, in the mean of this process's work. */
    public double rate() {
        double seconds = Math.max(1, clocks.moment().since(begun).toNanos() / NANOS);
        return (progress.sent() - sentBefore) / seconds;
    }

    /** The time that sending still takes; empty while nothing is sent. */
    public Optional<Duration> left() {
        double rate = rate();
        return progress.hold().isEmpty() && progress.left() > 0 && rate > 0
                ? Optional.of(Duration.ofMillis((long) (progress.left() / rate * 1_000)))
                : Optional.empty();
    }
}
