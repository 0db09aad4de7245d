package io.eventbatcher.sandbox.bench;

/** The service and the floor with the same load, one right after the other. */
record Pair(Stretch service, Stretch floor) {
    double ratio() {
        return service.eventsPerSecond() / floor.eventsPerSecond();
    }
}
