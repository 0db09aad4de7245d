package io.eventbatcher.sandbox.load;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** Spaces events evenly at a rate. A late publisher may catch up, and the average holds. */
public final class Pace {

    private final double nanosPerEvent;
    private final LongSupplier nanoTime;
    private final LongConsumer sleepNanos;

    Pace(double nanosPerEvent, LongSupplier nanoTime, LongConsumer sleepNanos) {
        this.nanosPerEvent = nanosPerEvent;
        this.nanoTime = nanoTime;
        this.sleepNanos = sleepNanos;
    }

    /** Without a limit: the broker sets the rate. */
    public static Pace unlimited() {
        return new Pace(0, System::nanoTime, LockSupport::parkNanos);
    }

    /** At most {@code events} events a second. */
    public static Pace perSecond(double events) {
        if (!(events > 0)) {
            throw new IllegalArgumentException(
                    "The rate must be more than 0 events a second, but is %s.".formatted(events));
        }
        return new Pace(TimeUnit.SECONDS.toNanos(1) / events, System::nanoTime, LockSupport::parkNanos);
    }

    /** Starts the clock. */
    Metronome begin() {
        long began = nanoTime.getAsLong();
        return event -> {
            long due = began + (long) (event * nanosPerEvent);
            // sleeps below a millisecond cost more than they save
            for (long early = due - nanoTime.getAsLong();
                    early > TimeUnit.MILLISECONDS.toNanos(1);
                    early = due - nanoTime.getAsLong()) {
                sleepNanos.accept(early);
            }
        };
    }

    /** Waits until an event is due. */
    interface Metronome {

        /** Returns when the event is due. Events count from 0. */
        void await(long event);
    }
}
