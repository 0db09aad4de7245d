package io.eventbatcher.delivery.rate;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Weighted max-min fair sharing of a quota, as of bandwidth in networks: instances with little demand keep the demand, the hungry ones
 * divide the rest; weights are lanes. Every instance computes the same shares, and nobody decides for the rest.
 */
final class MaxMinFairShare {
    private MaxMinFairShare() {}

    /**
     * The share of an instance, never less than by lanes alone.
     *
     * @param allowed the rate of all instances together
     * @param allLanes the lanes of the quota's routes; unclaimed lanes belong to instances not heard of yet, and keep their part
     * @param lanes the instance's own lanes
     * @param others the claims of the rest
     */
    static double of(double allowed, int allLanes, int lanes, Collection<RateClaim.Part> others) {
        if (lanes == 0) {
            return 0;
        }
        int claimed = lanes + others.stream().mapToInt(RateClaim.Part::lanes).sum();
        double rest = claimed >= allLanes ? allowed : allowed * claimed / allLanes;
        int dividing = claimed;
        for (RateClaim.Part quiet : quietestFirst(others)) {
            if (quiet.used() * dividing > rest * quiet.lanes()) {
                // the claim uses its whole share, and all claims behind do: they are not quiet after all
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
