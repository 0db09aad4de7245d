package io.eventbatcher.sandbox.bench.figure;

/** The service and its rival with a load of the same size, one right after the other. */
public record Pair(Stretch service, Stretch rival) {
    /** The service's rate by its rival's. */
    public double ratio() {
        return service.eventsPerSecond() / rival.eventsPerSecond();
    }
}
