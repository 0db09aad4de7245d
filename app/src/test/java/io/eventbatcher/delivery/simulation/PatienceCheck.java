package io.eventbatcher.delivery.simulation;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** No good event waits for longer than this, as far as HubSpot is well: what is peculiar about one event stops no others. */
final class PatienceCheck extends Check {
    private static final Duration LOOKS_EVERY = Duration.ofSeconds(1);

    private final Duration most;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private int seen;

    private record Waiting(SimulatedEvent event, Duration since) {}

    PatienceCheck(Simulation simulation, Duration most) {
        super(simulation);
        this.most = most;
        look();
    }

    private void look() {
        Duration now = simulation.elapsed();
        var events = simulation.workload().events();
        for (; seen < events.size(); seen++) {
            if (events.get(seen).nature() == SimulatedEvent.Nature.GOOD) {
                waiting.add(new Waiting(events.get(seen), now));
            }
        }
        waiting.removeIf(one -> one.event().isSettled());
        waiting.forEach(one -> require(
                now.minus(one.since()).compareTo(most) <= 0,
                "one bad event stops no others",
                one.event(),
                " waits since ",
                one.since()));
        simulation.time().after(LOOKS_EVERY, this::look);
    }
}
