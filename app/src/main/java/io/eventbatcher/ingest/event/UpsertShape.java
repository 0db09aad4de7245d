package io.eventbatcher.ingest.event;

import com.fasterxml.jackson.core.JsonGenerator;
import io.eventbatcher.events.MarketingEventUpsert;
import io.eventbatcher.record.Origin;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A marketing event by its external ids, by the required fields that HubSpot documents for {@code events/upsert}. */
public final class UpsertShape implements EventShape<MarketingEventUpsert> {
    @Override
    public MarketingEventUpsert blank() {
        return new MarketingEventUpsert();
    }

    @Override
    public void check(MarketingEventUpsert event, Findings findings) {
        findings.required("externalAccountId", event.getExternalAccountId());
        findings.required("externalEventId", event.getExternalEventId());
        findings.required("eventName", event.getEventName());
        findings.required("eventOrganizer", event.getEventOrganizer());
        findings.writable("startDateTime", event.getStartDateTime());
        findings.writable("endDateTime", event.getEndDateTime());
    }

    @Override
    public @Nullable String uuid(MarketingEventUpsert event) {
        return event.getUuid();
    }

    @Override
    public String eventName(MarketingEventUpsert event) {
        return event.getEventName();
    }

    /** Account and event, joined by a slash; a slash in the account is escaped, so no two pairs have the same text. */
    @Override
    public String identity(MarketingEventUpsert event, String uuid) {
        String account = event.getExternalAccountId();
        if (account.indexOf('%') >= 0 || account.indexOf('/') >= 0) {
            account = account.replace("%", "%25").replace("/", "%2F");
        }
        return account + '/' + event.getExternalEventId();
    }

    @Override
    public void writeSent(MarketingEventUpsert event, JsonGenerator json) throws IOException {
        EventShape.text(json, "externalAccountId", event.getExternalAccountId());
        EventShape.text(json, "externalEventId", event.getExternalEventId());
        EventShape.text(json, "eventName", event.getEventName());
        EventShape.text(json, "eventOrganizer", event.getEventOrganizer());
        EventShape.time(json, "startDateTime", event.getStartDateTime());
        EventShape.time(json, "endDateTime", event.getEndDateTime());
        EventShape.text(json, "eventType", event.getEventType());
        EventShape.text(json, "eventUrl", event.getEventUrl());
        EventShape.text(json, "eventDescription", event.getEventDescription());
        EventShape.flag(json, "eventCancelled", event.getEventCancelled());
        EventShape.flag(json, "eventCompleted", event.getEventCompleted());
        CustomProperties.write(event.getCustomProperties(), json);
    }

    /** The API has no uuid here. */
    @Override
    public void writeDerived(MarketingEventUpsert event, String uuid, Origin origin, JsonGenerator json) {}
}
