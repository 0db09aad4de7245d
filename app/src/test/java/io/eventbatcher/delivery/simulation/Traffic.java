package io.eventbatcher.delivery.simulation;

import io.eventbatcher.delivery.simulation.SimulatedEvent.Nature;
import io.eventbatcher.route.Route;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Batches of one route that come at even times, on its lanes in turn.
 *
 * @param every the time between two batches
 * @param events the events of a batch, at most
 * @param identities the marketing events that a lane's batches are about
 * @param until the time at which it ends
 * @param parts of a thousand events, how many are of each other nature than good
 */
record Traffic(Route route, Duration every, int events, int identities, Duration until, Map<Nature, Integer> parts) {
    private static final Duration FOREVER = Duration.ofDays(1_000);
    private static final int THOUSAND = 1_000;

    /** Full batches of good events. */
    static Traffic on(Route route) {
        return new Traffic(route, Duration.ofSeconds(1), 20, 10, FOREVER, Map.of());
    }

    Traffic every(Duration between) {
        return new Traffic(route, between, events, identities, until, parts);
    }

    Traffic batchesOf(int most) {
        return new Traffic(route, every, most, identities, until, parts);
    }

    Traffic about(int marketingEvents) {
        return new Traffic(route, every, events, marketingEvents, until, parts);
    }

    Traffic until(Duration end) {
        return new Traffic(route, every, events, identities, end, parts);
    }

    /** Of a thousand events, so many are of these natures. */
    Traffic with(Map<Nature, Integer> others) {
        return new Traffic(route, every, events, identities, until, others);
    }

    void begin(Simulation simulation) {
        next(simulation, 0);
    }

    private void next(Simulation simulation, int turn) {
        if (simulation.elapsed().compareTo(until) < 0) {
            int lane = turn % simulation.setup().lanes(route);
            simulation.workload().append(route, lane, batch(simulation, lane));
            simulation.time().after(every, () -> next(simulation, turn + 1));
        }
    }

    private List<SimulatedEvent> batch(Simulation simulation, int lane) {
        Random chance = simulation.trafficChance();
        List<SimulatedEvent> batch = new ArrayList<>();
        for (int i = 0; i < events; i++) {
            String identity = lane + "-" + chance.nextInt(identities);
            batch.add(simulation.workload().event(route, lane, identity, nature(chance)));
        }
        return batch;
    }

    private Nature nature(Random chance) {
        int dice = chance.nextInt(THOUSAND);
        for (Nature nature : Nature.values()) {
            dice -= parts.getOrDefault(nature, 0);
            if (dice < 0) {
                return nature;
            }
        }
        return Nature.GOOD;
    }
}
