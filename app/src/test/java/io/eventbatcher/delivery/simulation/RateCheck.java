package io.eventbatcher.delivery.simulation;

import io.eventbatcher.route.Route.Quota;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;

/** Within any interval of a quota no more requests reach HubSpot than its limit allows. */
final class RateCheck extends Check {
    private final Map<Quota, Deque<Long>> arrivals = new EnumMap<>(Quota.class);

    RateCheck(Simulation simulation) {
        super(simulation);
    }

    @Override
    public void arrived(SentRequest request, Reply reply) {
        Quota quota = request.route().quota();
        long now = simulation.time().nanos();
        Deque<Long> lately = arrivals.computeIfAbsent(quota, unseen -> new ArrayDeque<>());
        lately.addLast(now);
        while (lately.getFirst() <= now - interval(quota).toNanos()) {
            lately.removeFirst();
        }
        require(lately.size() <= limit(quota), "the rate keeps to its limit", quota, " had ", lately.size());
    }

    private static Duration interval(Quota quota) {
        return quota == Quota.EVENTS ? Duration.ofSeconds(1) : Duration.ofSeconds(10);
    }

    private int limit(Quota quota) {
        return quota == Quota.EVENTS
                ? simulation.setup().eventsPerSecond()
                : simulation.setup().accountPerTenSeconds();
    }
}
