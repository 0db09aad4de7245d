package io.eventbatcher.sandbox.demo;

import io.eventbatcher.sandbox.simulator.api.Endpoint;
import io.eventbatcher.sandbox.simulator.journal.Journal;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/** Compares the uuids to be delivered with the uuids taken by the simulator. */
final class BehavioralCheck {
    private BehavioralCheck() {}

    static DeliveryFindings of(Journal journal, Set<UUID> expected) {
        Set<UUID> taken = new HashSet<>(expected.size() * 2);
        long[] counts = new long[2];
        journal.forEachInput(Endpoint.BEHAVIORAL, input -> {
            UUID uuid = UUID.fromString(input.identity());
            if (!taken.add(uuid)) {
                counts[0]++;
            } else if (!expected.contains(uuid)) {
                counts[1]++;
            }
        });
        long twice = counts[0];
        long unexpected = counts[1];
        long delivered = taken.size() - unexpected;
        return new DeliveryFindings(delivered, expected.size() - delivered, twice, 0, unexpected);
    }
}
