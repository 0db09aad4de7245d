package io.eventbatcher.notification;

import io.eventbatcher.control.LaneState;
import io.eventbatcher.time.Moment;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * A trouble that was told and that no lane shows any longer. A restarted instance shows its lanes open until HubSpot has refused, or has not
 * answered, its first requests again; so a lane whose events wait must settle one before the trouble is over.
 *
 * @param since the first look without the trouble at which the same events waited
 * @param oldest the oldest event of each lane that has any, at that look
 * @param moved true if a lane has settled its oldest event since
 */
record GoneTrouble(Moment since, Map<Integer, Instant> oldest, boolean moved) {
    GoneTrouble {
        oldest = Map.copyOf(oldest);
    }

    static GoneTrouble at(Moment now, Collection<LaneState> lanes) {
        return new GoneTrouble(now, waiting(lanes), false);
    }

    /** The same after a further look at the lanes of the route. */
    GoneTrouble seen(Moment now, Collection<LaneState> lanes) {
        Map<Integer, Instant> present = waiting(lanes);
        boolean settled = lanes.stream()
                .map(LaneState::lane)
                .filter(oldest::containsKey)
                .anyMatch(lane -> !oldest.getOrDefault(lane, Instant.MIN).equals(present.get(lane)));
        if (moved || settled) {
            return new GoneTrouble(since, oldest, true);
        }
        return oldest.isEmpty() && !present.isEmpty() ? at(now, lanes) : this;
    }

    private static Map<Integer, Instant> waiting(Collection<LaneState> lanes) {
        Map<Integer, Instant> oldest = new HashMap<>();
        for (LaneState lane : lanes) {
            Instant since = lane.oldest();
            if (lane.waiting() > 0 && since != null) {
                oldest.put(lane.lane(), since);
            }
        }
        return oldest;
    }

    /** True if no event waits that would show whether the trouble lasts, or if one was settled. */
    boolean isProven() {
        return moved || oldest.isEmpty();
    }
}
