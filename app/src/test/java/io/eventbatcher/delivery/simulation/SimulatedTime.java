package io.eventbatcher.delivery.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Virtual time: actions run in the order of their times, and {@link Fiber}s sleep until an action wakes them. Only one thread runs
 * at any moment, so that a run is repeatable; whoever has nothing to do runs the next actions itself.
 */
final class SimulatedTime {
    private final Instant start;
    private final PriorityQueue<Action> actions = new PriorityQueue<>();
    private final Fiber test = Fiber.ofThisThread(this);
    private long nanos;
    private long number;
    private @Nullable Fiber next;
    private @Nullable Throwable failure;

    private record Action(long due, long number, Runnable what) implements Comparable<Action> {
        @Override
        public int compareTo(Action other) {
            return due == other.due ? Long.compare(number, other.number) : Long.compare(due, other.due);
        }
    }

    SimulatedTime(Instant start) {
        this.start = start;
    }

    long nanos() {
        return nanos;
    }

    /** The wall clock as it would be without steps. */
    Instant instant() {
        return start.plusNanos(nanos);
    }

    void after(Duration delay, Runnable what) {
        at(nanos + delay.toNanos(), what);
    }

    /** Runs this at that time, or now if the time has passed. */
    void at(long time, Runnable what) {
        actions.add(new Action(Math.max(time, nanos), number++, what));
    }

    /** Called by the test: time passes. Fails with what failed on the way. */
    void pass(Duration duration) {
        test.sleep(duration);
        throwFailure();
    }

    private void throwFailure() {
        Throwable thrown = failure;
        failure = null;
        if (thrown instanceof Error error) {
            throw error;
        }
        if (thrown != null) {
            throw new AssertionError("a simulated instance failed: " + thrown, thrown);
        }
    }

    /** The test goes on at once, and fails. */
    void fail(Throwable thrown) {
        if (failure == null) {
            failure = thrown;
        }
        Fiber displaced = next;
        next = test;
        if (displaced != null && displaced != test) {
            at(nanos, () -> resume(displaced));
        }
    }

    /** The fiber is the next to run. */
    void resume(Fiber fiber) {
        if (next == null) {
            next = fiber;
        } else {
            at(nanos, () -> resume(fiber));
        }
    }

    /** Runs actions until one resumes a fiber. */
    Fiber nextFiber() {
        while (next == null) {
            step();
        }
        Fiber fiber = next;
        next = null;
        return fiber;
    }

    private void step() {
        Action action = actions.remove();
        nanos = action.due();
        try {
            action.what().run();
        } catch (RuntimeException | Error thrown) {
            fail(thrown);
        }
    }
}
