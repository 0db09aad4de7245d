package io.eventbatcher.time;

import java.time.Instant;
import java.time.InstantSource;

/**
 * The two kinds of time. {@link #instant} is the wall clock: for people, files and further processes, as somebody may set it forward or
 * back at any time. {@link #moment} measures spans: timeouts, intervals, lifetimes. The types differ, so that the compiler refuses a
 * mixture.
 */
public interface Clocks extends InstantSource {
    /** The clocks of this machine. */
    Clocks SYSTEM = new Clocks() {
        private final long origin = System.nanoTime();

        @Override
        public Instant instant() {
            return Instant.now();
        }

        @Override
        public Moment moment() {
            return new Moment(System.nanoTime() - origin);
        }
    };

    /** The present moment. */
    Moment moment();
}
