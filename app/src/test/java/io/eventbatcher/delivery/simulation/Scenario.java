package io.eventbatcher.delivery.simulation;

import io.eventbatcher.delivery.simulation.SimulatedEvent.Nature;
import io.eventbatcher.route.Route;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A story: a setup, traffic, and incidents at their times.
 *
 * @param lasts the time after which all is expected to be settled
 */
record Scenario(String name, Setup setup, List<Traffic> traffic, List<Incident> incidents, Duration lasts) {
    Scenario {
        traffic = List.copyOf(traffic);
        incidents = List.copyOf(incidents);
    }

    static Scenario named(String name, Setup setup) {
        return new Scenario(name, setup, List.of(), List.of(), Duration.ofMinutes(10));
    }

    Scenario traffic(Traffic more) {
        List<Traffic> all = new ArrayList<>(traffic);
        all.add(more);
        return new Scenario(name, setup, all, incidents, lasts);
    }

    Scenario incident(Incident more) {
        List<Incident> all = new ArrayList<>(incidents);
        all.add(more);
        return new Scenario(name, setup, traffic, all, lasts);
    }

    /** HubSpot, or the way to it, has this fault from one time to another. */
    Scenario fault(Duration from, Duration to, String what, HubSpotFault fault) {
        return incident(Incidents.hubSpot(from, to.minus(from), what, fault));
    }

    /** One batch of good events, but for those at these places, which HubSpot refuses. */
    Scenario batch(Duration at, Route route, int events, Nature other, int... places) {
        return incident(new Incident(at, "a batch with " + places.length + " events that are " + other, simulation -> {
            List<SimulatedEvent> batch = new ArrayList<>();
            for (int i = 0; i < events; i++) {
                int place = i;
                boolean good = Arrays.stream(places).noneMatch(bad -> bad == place);
                batch.add(simulation.workload().event(route, 0, "of batch " + i, good ? Nature.GOOD : other));
            }
            simulation.workload().append(route, 0, batch);
        }));
    }

    Scenario lasting(Duration duration) {
        return new Scenario(name, setup, traffic, incidents, duration);
    }

    Scenario withTraffic(List<Traffic> others) {
        return new Scenario(name, setup, others, incidents, lasts);
    }

    Scenario with(List<Incident> others) {
        return new Scenario(name, setup, traffic, others, lasts);
    }

    /** Begins the story: time has yet to pass. */
    void begin(Simulation simulation) {
        setup.instances().forEach(simulation::start);
        traffic.forEach(each -> each.begin(simulation));
        for (Incident incident : incidents) {
            simulation.time().after(incident.at(), () -> incident.what().accept(simulation));
        }
    }
}
