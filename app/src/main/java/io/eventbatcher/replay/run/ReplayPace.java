package io.eventbatcher.replay.run;

import io.eventbatcher.time.Clocks;
import io.eventbatcher.time.Moment;
import java.time.Duration;

/** The pace of a run: so many events a second, evenly, in transactions of a quarter of a second at most. */
final class ReplayPace {
    private static final int LARGEST_CHUNK = 250;
    private static final double CHUNKS_A_SECOND = 4;
    private static final double NANOS = 1e9;

    private final double rate;
    private final Clocks clocks;
    private Moment next;

    ReplayPace(double rate, Clocks clocks) {
        this.rate = rate;
        this.clocks = clocks;
        this.next = clocks.moment();
    }

    /** The letters of the next transaction, at most. */
    int chunk() {
        return (int) Math.max(1, Math.min(LARGEST_CHUNK, Math.ceil(rate / CHUNKS_A_SECOND)));
    }

    /** The time until the next transaction may go. */
    Duration pause() {
        Moment now = clocks.moment();
        return next.isAfter(now) ? next.since(now) : Duration.ZERO;
    }

    void sent(int letters) {
        Moment now = clocks.moment();
        next = (next.isAfter(now) ? next : now).plus(Duration.ofNanos((long) (letters / rate * NANOS)));
    }
}
