package io.eventbatcher.replay.plan;

import io.eventbatcher.replay.letter.LetterGroup;
import io.eventbatcher.replay.letter.LetterState;
import io.eventbatcher.replay.scan.Place;
import io.eventbatcher.route.Route;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The letters that a run is to send, and those that it leaves out.
 *
 * @param topicId the id of the dead-letter topic that the places are in; empty if unknown
 * @param places the letters, in the order in which they are sent
 * @param groups the letters by kind
 * @param leftOut the numbers of letters that are left out, by reason
 * @param sentBefore the letters that the same run has sent before, with their states; empty for a new run
 * @param routes the routes of the letters
 * @param rate events a second
 * @param guard watches the letters whose order matters
 * @param untold the letters that the guard cannot judge
 */
public record ReplayPlan(
        ReplayOrder order,
        String topicId,
        List<Place> places,
        List<LetterGroup> groups,
        Map<Exclusion, Long> leftOut,
        Map<UUID, LetterState> sentBefore,
        Set<Route> routes,
        double rate,
        StaleGuard guard,
        Untold untold) {
    public ReplayPlan {
        places = List.copyOf(places);
        groups = List.copyOf(groups);
        leftOut = Map.copyOf(leftOut);
        sentBefore = Map.copyOf(sentBefore);
        routes = Set.copyOf(routes);
    }

    /** The same letters by an order with another author, reason, pace or care; its filter, bounds and edits are those of the plan. */
    public ReplayPlan by(ReplayOrder other) {
        return new ReplayPlan(
                other,
                topicId,
                places,
                groups,
                leftOut,
                sentBefore,
                routes,
                other.rate() > 0 ? other.rate() : rate,
                guard,
                untold);
    }

    /** The letters that are left out. */
    public long leftOutCount() {
        return leftOut.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The letters of the filter. */
    public long matched() {
        return places.size() + leftOutCount() + sentBefore.size();
    }

    /** The time that sending takes at the rate. */
    public Duration duration() {
        return Duration.ofMillis((long) Math.ceil(places.size() / rate * 1_000));
    }
}
