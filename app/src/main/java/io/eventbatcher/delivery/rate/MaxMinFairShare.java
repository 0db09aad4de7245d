package io.eventbatcher.delivery.rate;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** How a quota is divided among instances: the same sum everywhere, so that nobody has to decide for the others. */
final class MaxMinFairShare {
    private MaxMinFairShare() {}

    /**
     * The most that an instance may use: by its part of the lanes, and what others leave of theirs. Those who could use more
     * divide by their lanes what those leave who could not; whoever could not keeps what it uses. Never less than by lanes alone.
     *
     * @param allowed what all instances together may use
     * @param allLanes the lanes of the quota's routes. Those that nobody claims belong to somebody who was not heard of, or
     *     will: their part is nobody else's
     * @param lanes the instance's own
     * @param others what the other instances claim
     */
    static double most(double allowed, int allLanes, int lanes, Collection<RateClaim.Part> others) {
        if (lanes == 0) {
            return 0;
        }
        int claimed = lanes + others.stream().mapToInt(RateClaim.Part::lanes).sum();
        double rest = claimed >= allLanes ? allowed : allowed * claimed / allLanes;
        int dividing = claimed;
        for (RateClaim.Part quiet : quietestFirst(others)) {
            if (quiet.used() * dividing > rest * quiet.lanes()) {
                // it uses its part of what is left, and so do all that follow: they are not quiet after all
                break;
            }
            rest -= quiet.used();
            dividing -= quiet.lanes();
        }
        return rest * lanes / dividing;
    }

    private static List<RateClaim.Part> quietestFirst(Collection<RateClaim.Part> others) {
        return others.stream()
                .filter(part -> !part.hungry() && part.lanes() > 0)
                .sorted(Comparator.comparingDouble(part -> part.used() / part.lanes()))
                .toList();
    }
}
