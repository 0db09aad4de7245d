package io.eventbatcher.ingest.event;

import com.fasterxml.jackson.core.JsonGenerator;
import io.eventbatcher.events.MarketingEventUpdate;
import io.eventbatcher.record.Origin;
import java.io.IOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A change to a marketing event by HubSpot's object id, by what HubSpot documents for {@code batch/update}. */
public final class UpdateShape implements EventShape<MarketingEventUpdate> {
    private static final Pattern OBJECT_ID = Pattern.compile("[0-9]{1,30}");

    @Override
    public MarketingEventUpdate blank() {
        return new MarketingEventUpdate();
    }

    @Override
    public void check(MarketingEventUpdate event, Findings findings) {
        String objectId = event.getObjectId();
        if (!OBJECT_ID.matcher(objectId).matches()) {
            findings.add("objectId " + Findings.quoted(objectId) + " is not a number in decimal digits.");
        }
        findings.writable("startDateTime", event.getStartDateTime());
        findings.writable("endDateTime", event.getEndDateTime());
    }

    @Override
    public @Nullable String uuid(MarketingEventUpdate event) {
        return event.getUuid();
    }

    @Override
    public @Nullable String eventName(MarketingEventUpdate event) {
        return event.getEventName();
    }

    /** Without leading zeros, because 007 and 7 are one object to HubSpot. */
    @Override
    public String identity(MarketingEventUpdate event, String uuid) {
        String objectId = event.getObjectId();
        int start = 0;
        while (start < objectId.length() - 1 && objectId.charAt(start) == '0') {
            start++;
        }
        return objectId.substring(start);
    }

    @Override
    public void writeSent(MarketingEventUpdate event, JsonGenerator json) throws IOException {
        EventShape.text(json, "objectId", event.getObjectId());
        EventShape.text(json, "eventName", event.getEventName());
        EventShape.text(json, "eventOrganizer", event.getEventOrganizer());
        EventShape.time(json, "startDateTime", event.getStartDateTime());
        EventShape.time(json, "endDateTime", event.getEndDateTime());
        EventShape.text(json, "eventType", event.getEventType());
        EventShape.text(json, "eventUrl", event.getEventUrl());
        EventShape.text(json, "eventDescription", event.getEventDescription());
        EventShape.flag(json, "eventCancelled", event.getEventCancelled());
        CustomProperties.write(event.getCustomProperties(), json);
    }

    /** The API has no uuid here. */
    @Override
    public void writeDerived(MarketingEventUpdate event, String uuid, Origin origin, JsonGenerator json) {}
}
