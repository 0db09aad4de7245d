package io.eventbatcher.service;

import io.eventbatcher.health.SupervisedLoop;
import io.eventbatcher.time.Clocks;
import io.eventbatcher.time.StepWatch;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the service when the wall clock is set back. Kafka's clients measure heartbeats, polls and commits by the wall clock, with timers
 * that wait for the old time to return; long before, the groups would have given the instance up, and would refuse its settlements. A new
 * process has new timers. A clock set forward makes the timers end early, and the clients recover by themselves.
 */
final class ClockGuard implements AutoCloseable {
    /** A group forgets a silent stream thread after 10 s; heartbeats go every 3 s, and a step back delays one by the step. */
    static final Duration LEAST_STEP = Duration.ofSeconds(5);

    /** The time to stop delivery without heartbeats: afterwards the group would refuse to let delivery settle. */
    private static final Duration STOP_BOUND = Duration.ofSeconds(6);

    private static final Duration INTERVAL = Duration.ofMillis(500);
    private static final Logger LOG = LoggerFactory.getLogger(ClockGuard.class);

    private final StepWatch watch;
    private final CompletableFuture<String> failed = new CompletableFuture<>();
    private final SupervisedLoop loop;

    private ClockGuard(Clocks clocks) {
        watch = new StepWatch(clocks, LEAST_STEP);
        loop = SupervisedLoop.every(INTERVAL, "the watch of the clock", "clock-guard", this::look);
    }

    /** Starts to look at the clock, twice a second. */
    static ClockGuard start(Clocks clocks) {
        return new ClockGuard(clocks);
    }

    /** Trouble of the watch, as a clause for the health; empty for none. */
    Optional<String> trouble() {
        return loop.trouble();
    }

    synchronized void look() {
        watch.look().ifPresent(this::stepped);
    }

    private void stepped(Duration step) {
        if (step.isNegative()) {
            failed.complete("The machine's clock was set back by " + step.abs().toSeconds()
                    + " s. Kafka's clients would be silent for as long, and lose their places in the groups: what is decided is"
                    + " settled, and the service ends. Start it again.");
        } else {
            LOG.atWarn()
                    .log(
                            "The machine's clock was set forward by {} s, or the machine slept. Nothing is lost: Kafka's clients may"
                                    + " take a moment to find their places in the groups again.",
                            step.toSeconds());
        }
    }

    /** Completes with a sentence when the service must end. */
    CompletableFuture<String> failed() {
        return failed.copy();
    }

    /** The time to stop delivery: the given time, or less after a clock was set back. */
    Duration stopBound(Duration usual) {
        return failed.isDone() && STOP_BOUND.compareTo(usual) < 0 ? STOP_BOUND : usual;
    }

    @Override
    public void close() {
        loop.close();
    }
}
