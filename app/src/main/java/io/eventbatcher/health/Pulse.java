package io.eventbatcher.health;

import io.eventbatcher.time.Clocks;
import io.eventbatcher.time.Moment;
import java.time.Duration;
import java.util.Optional;

/**
 * The pulse of a thread that may wait for others in loops, for any time: a beat in each round. A thread that hangs in a call has none, and a restart
 * cures the hanging only.
 */
public final class Pulse {
    private final Clocks clocks;
    private volatile Moment last;

    public Pulse(Clocks clocks) {
        this.clocks = clocks;
        this.last = clocks.moment();
    }

    /** The thread lives. */
    public void beat() {
        last = clocks.moment();
    }

    /** Any thread: the trouble of the half as a clause; empty after a beat within {@link PollThreads#LONGEST_SILENCE}. */
    public Optional<String> trouble(String half) {
        Duration silence = clocks.moment().since(last);
        return silence.compareTo(PollThreads.LONGEST_SILENCE) <= 0
                ? Optional.empty()
                : Optional.of("%s hangs: its thread has done nothing for %,d s".formatted(half, silence.toSeconds()));
    }
}
