package io.eventbatcher.delivery.simulation;

import io.eventbatcher.route.Route;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Runs a story under all invariants, and lets everything settle at its end. */
final class Run {
    /** Within this time after the last fault everything is settled. */
    static final Duration PATIENCE = Duration.ofMinutes(40);

    private static final Duration STEP = Duration.ofMinutes(1);

    private Run() {}

    /** The first violation, if there is one. */
    static Optional<Violation> of(Scenario scenario, long seed) {
        try (Simulation simulation = new Simulation(scenario.setup(), seed)) {
            simulation.observers().add(new RequestCheck(simulation));
            simulation.observers().add(new RepetitionCheck(simulation));
            simulation.observers().add(new RateCheck(simulation));
            scenario.begin(simulation);
            simulation.pass(scenario.lasts());
            settle(scenario, simulation);
            return Optional.empty();
        } catch (Violation found) {
            return Optional.of(found);
        }
    }

    /** Nothing is wrong any more, and all instances run. */
    private static void settle(Scenario scenario, Simulation simulation) {
        simulation.mend();
        scenario.setup().instances().stream()
                .filter(name -> simulation.instance(name).isEmpty())
                .forEach(simulation::start);
        Duration end = simulation.elapsed().plus(PATIENCE);
        while (simulation.workload().waiting() > 0) {
            if (simulation.elapsed().compareTo(end) > 0) {
                throw new Violation("everything is settled in the end", simulation.elapsed(), waiting(simulation));
            }
            compare(simulation);
            simulation.pass(STEP);
        }
    }

    /** An event that looks bad is judged by others, so that each route gets one now and then. */
    private static void compare(Simulation simulation) {
        for (Route route : Route.values()) {
            SimulatedEvent good = simulation.workload().event(route, 0, "compared", SimulatedEvent.Nature.GOOD);
            simulation.workload().append(route, 0, List.of(good));
        }
    }

    private static String waiting(Simulation simulation) {
        return simulation.workload().events().stream()
                .filter(event -> !event.isSettled())
                .findFirst()
                .map(first ->
                        first + " still waits, and " + (simulation.workload().waiting() - 1) + " more")
                .orElseThrow();
    }
}
