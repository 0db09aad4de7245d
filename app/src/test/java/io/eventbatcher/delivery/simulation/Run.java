package io.eventbatcher.delivery.simulation;

import io.eventbatcher.route.Route;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs a story under all invariants, and lets everything settle at its end. */
final class Run {
    /** Within this time after the last fault everything is settled. */
    static final Duration PATIENCE = Duration.ofMinutes(40);

    private static final Duration STEP = Duration.ofSeconds(10);

    /** So many steps an operator looks on before an order. */
    private static final int OPERATOR_WAITS = 2;

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
        Map<Route, Integer> halted = new EnumMap<>(Route.class);
        while (simulation.workload().waiting() > 0) {
            if (simulation.elapsed().compareTo(end) > 0) {
                throw new Violation("everything is settled in the end", simulation.elapsed(), waiting(simulation));
            }
            compare(scenario, simulation);
            for (Route route : Route.values()) {
                overrule(scenario, simulation, route, halted);
            }
            simulation.pass(STEP);
        }
    }

    /** Where all that waits in an ordered lane is held up by events that halt, only an operator ends the halt. */
    private static void overrule(Scenario scenario, Simulation simulation, Route route, Map<Route, Integer> halted) {
        List<SimulatedInstance> instances = scenario.setup().instances().stream()
                .flatMap(name -> simulation.instance(name).stream())
                .filter(instance -> instance.isHalted(route))
                .toList();
        int looks = instances.isEmpty() ? 0 : halted.merge(route, 1, Integer::sum);
        if (looks == 0) {
            halted.remove(route);
        } else if (looks > OPERATOR_WAITS && route.ordered()) {
            instances.forEach(instance -> instance.deadLetter(route));
        }
    }

    /** An event that looks bad is judged by others, so that each lane gets one now and then. */
    private static void compare(Scenario scenario, Simulation simulation) {
        for (Route route : Route.values()) {
            for (int lane = 0; lane < scenario.setup().lanes(route); lane++) {
                SimulatedEvent good = simulation.workload().event(route, lane, "compared", SimulatedEvent.Nature.GOOD);
                simulation.workload().append(route, lane, List.of(good));
            }
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
