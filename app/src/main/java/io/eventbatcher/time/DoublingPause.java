package io.eventbatcher.time;

import java.time.Duration;

/**
 * Pauses between tries, each twice as long as the one before.
 *
 * @param first the pause after the first failure
 * @param longest the bound of all pauses
 */
public record DoublingPause(Duration first, Duration longest) {
    /** Enough for every longest pause, and within the range of a duration. */
    private static final int MOST_DOUBLINGS = 30;

    /** @param before the number of pauses before, from 0 */
    public Duration after(int before) {
        Duration pause = first.multipliedBy(1L << Math.min(before, MOST_DOUBLINGS));
        return pause.compareTo(longest) < 0 ? pause : longest;
    }
}
