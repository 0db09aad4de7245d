package io.eventbatcher.sandbox.bench;

/** The service and its rival with a load of the same size, one right after the other. */
record Pair(Stretch service, Stretch rival) {
    double ratio() {
        return service.eventsPerSecond() / rival.eventsPerSecond();
    }
}
