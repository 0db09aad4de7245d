package io.eventbatcher.delivery.rate;

import java.util.ArrayList;
import java.util.List;

/** Counts as HubSpot does: over any stretch of time of one length. */
public final class RollingCount {
    private final List<Long> times = new ArrayList<>();

    public void add(long nanos) {
        times.add(nanos);
    }

    /** The most within any stretch of this length. */
    public int most(long length) {
        int most = 0;
        int first = 0;
        for (int last = 0; last < times.size(); last++) {
            while (times.get(last) - times.get(first) >= length) {
                first++;
            }
            most = Math.max(most, last - first + 1);
        }
        return most;
    }

    /** How many from one time to another. */
    public long between(long from, long to) {
        return times.stream().filter(time -> time >= from && time < to).count();
    }
}
