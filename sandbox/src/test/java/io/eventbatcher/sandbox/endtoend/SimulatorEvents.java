package io.eventbatcher.sandbox.endtoend;

import io.eventbatcher.events.BehavioralEvent;
import io.eventbatcher.events.MarketingEventUpdate;
import io.eventbatcher.events.MarketingEventUpsert;
import io.eventbatcher.fixtures.Events;
import io.eventbatcher.sandbox.simulator.api.HubSpotAccount;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Events that the simulator takes, unless a test changes them. */
final class SimulatorEvents {
    private SimulatorEvents() {}

    /** The uuid of everything called so: a test says which event it means. */
    static String uuid(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    static BehavioralEvent behavioral(String name) {
        return Events.behavioral(uuid(name))
                .setEventName("pe" + HubSpotAccount.DEFAULT_HUB_ID + "_viewed")
                .setOccurredAt(Instant.parse("2026-11-01T10:00:00Z"))
                .setProperties(new HashMap<>(Map.of("page", name)))
                .build();
    }

    static MarketingEventUpsert upsert(String externalEventId, int sequence) {
        return Events.upsert("account", externalEventId)
                .setUuid(uuid(externalEventId + '#' + sequence))
                .setCustomProperties(sequenced(sequence))
                .build();
    }

    static MarketingEventUpdate update(String objectId, int sequence) {
        return Events.update(objectId)
                .setUuid(uuid(objectId + '#' + sequence))
                .setEventName("Workshop " + sequence)
                .setCustomProperties(sequenced(sequence))
                .build();
    }

    private static Map<String, String> sequenced(int sequence) {
        return new HashMap<>(Map.of("sequence", Integer.toString(sequence)));
    }
}
