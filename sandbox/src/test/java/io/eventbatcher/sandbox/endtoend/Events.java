package io.eventbatcher.sandbox.endtoend;

import io.eventbatcher.events.BehavioralEvent;
import io.eventbatcher.events.MarketingEventUpdate;
import io.eventbatcher.events.MarketingEventUpsert;
import io.eventbatcher.sandbox.simulator.api.HubSpotAccount;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Events that the simulator takes, unless a test changes them. */
final class Events {
    private Events() {}

    /** The uuid of everything called so: a test says which event it means. */
    static String uuid(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    static BehavioralEvent behavioral(String name) {
        BehavioralEvent event = new BehavioralEvent();
        event.setUuid(uuid(name));
        event.setEventName("pe" + HubSpotAccount.DEFAULT_HUB_ID + "_viewed");
        event.setOccurredAt(Instant.parse("2026-11-01T10:00:00Z"));
        event.setEmail("reader@example.org");
        event.setProperties(new HashMap<>(Map.of("page", name)));
        return event;
    }

    static MarketingEventUpsert upsert(String externalEventId, int sequence) {
        return MarketingEventUpsert.newBuilder()
                .setUuid(uuid(externalEventId + '#' + sequence))
                .setExternalAccountId("account")
                .setExternalEventId(externalEventId)
                .setEventName("Webinar")
                .setEventOrganizer("Organizer")
                .setCustomProperties(sequenced(sequence))
                .build();
    }

    static MarketingEventUpdate update(String objectId, int sequence) {
        return MarketingEventUpdate.newBuilder()
                .setUuid(uuid(objectId + '#' + sequence))
                .setObjectId(objectId)
                .setEventName("Workshop " + sequence)
                .setCustomProperties(sequenced(sequence))
                .build();
    }

    private static Map<String, String> sequenced(int sequence) {
        return new HashMap<>(Map.of("sequence", Integer.toString(sequence)));
    }
}
