package io.eventbatcher.delivery.simulation;

import java.time.Duration;
import java.util.Set;

/** Incidents by name. One that finds nothing to befall does nothing. */
final class Incidents {
    private Incidents() {}

    static Incident start(Duration at, String instance) {
        return new Incident(at, "start " + instance, simulation -> {
            if (simulation.instance(instance).isEmpty()) {
                simulation.start(instance);
            }
        });
    }

    static Incident stop(Duration at, String instance, Duration bound) {
        return new Incident(
                at,
                "stop " + instance + " within " + bound,
                simulation -> simulation.instance(instance).ifPresent(one -> one.stop(bound)));
    }

    static Incident kill(Duration at, String instance) {
        return new Incident(
                at,
                "kill " + instance,
                simulation -> simulation.instance(instance).ifPresent(SimulatedInstance::kill));
    }

    static Incident suspend(Duration at, String instance, Duration length) {
        return new Incident(
                at,
                "suspend " + instance + " for " + length,
                simulation -> simulation.instance(instance).ifPresent(one -> one.suspend(length)));
    }

    static Incident stepClock(Duration at, String instance, Duration by) {
        return new Incident(
                at,
                "step the clock of " + instance + " by " + by,
                simulation -> simulation.instance(instance).ifPresent(one -> one.stepClock(by)));
    }

    /** HubSpot, or the way to it, has this fault for so long. */
    static Incident hubSpot(Duration at, Duration length, String what, HubSpotFault fault) {
        return new Incident(at, what + " for " + length, simulation -> {
            simulation.hubSpot().begin(fault);
            simulation.time().after(length, () -> simulation.hubSpot().end(fault));
        });
    }

    /** Of a hundred settlements so many fail, for so long. */
    static Incident settlingFails(Duration at, int percent, Duration length) {
        return new Incident(at, percent + " % of settlements fail for " + length, simulation -> {
            simulation.settlingFaults().befall(percent);
            simulation.time().after(length, () -> simulation.settlingFaults().befall(0));
        });
    }

    /** The topic of dead letters takes no record, for so long. */
    static Incident deadLettersRefused(Duration at, Duration length) {
        return new Incident(at, "dead letters are refused for " + length, simulation -> {
            simulation
                    .settlingFaults()
                    .refuse(Set.of(simulation.settings().topics().deadLetters()));
            simulation.time().after(length, () -> simulation.settlingFaults().refuse(Set.of()));
        });
    }
}
