package io.eventbatcher.ingest;

import io.eventbatcher.events.BehavioralEvent;
import io.eventbatcher.events.MarketingEventUpdate;
import io.eventbatcher.events.MarketingEventUpsert;
import java.util.Map;

/** Events that pass, for tests to change. */
public final class Events {
    private Events() {}

    public static BehavioralEvent.Builder behavioral(String uuid) {
        return BehavioralEvent.newBuilder()
                .setUuid(uuid)
                .setEventName("pe1234_purchase")
                .setEmail("ada@example.com")
                .setProperties(Map.of("amount", "12.50"));
    }

    public static MarketingEventUpsert.Builder upsert(String account, String event) {
        return MarketingEventUpsert.newBuilder()
                .setUuid("u-" + account + "-" + event)
                .setExternalAccountId(account)
                .setExternalEventId(event)
                .setEventName("Open day")
                .setEventOrganizer("Example");
    }

    public static MarketingEventUpdate.Builder update(String objectId) {
        return MarketingEventUpdate.newBuilder().setUuid("u-" + objectId).setObjectId(objectId);
    }
}
