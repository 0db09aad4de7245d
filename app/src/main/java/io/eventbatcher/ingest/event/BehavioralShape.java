package io.eventbatcher.ingest.event;

import com.fasterxml.jackson.core.JsonGenerator;
import io.eventbatcher.events.BehavioralEvent;
import io.eventbatcher.record.Origin;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A custom behavioral event, by the limits that HubSpot documents for {@code /events/2026-03/send/batch}. Lengths are counted in
 * code points, the reading that never refuses an event that the API may take.
 */
public final class BehavioralShape implements EventShape<BehavioralEvent> {
    private static final int MOST_PROPERTIES = 50;
    private static final int MOST_NAME_CHARACTERS = 50;
    private static final int MOST_VALUE_CHARACTERS = 256;
    private static final int MOST_LINK_CHARACTERS = 1024;

    private final boolean contactRequired;

    /** @param contactRequired if an event must name its contact; HubSpot finds the contact of some events by a property */
    public BehavioralShape(boolean contactRequired) {
        this.contactRequired = contactRequired;
    }

    @Override
    public BehavioralEvent blank() {
        return new BehavioralEvent();
    }

    @Override
    public void check(BehavioralEvent event, Findings findings) {
        String name = event.getEventName();
        if (!isFullName(name)) {
            findings.add("eventName " + Findings.quoted(name)
                    + " is not of the form pe{HubID}_{name}; take the full name from the event's definition.");
        }
        findings.writable("occurredAt", event.getOccurredAt());
        if (contactRequired
                && Findings.isBlank(event.getObjectId())
                && Findings.isBlank(event.getEmail())
                && Findings.isBlank(event.getUtk())) {
            findings.add(
                    "One of objectId, email and utk is required; for events that HubSpot matches by a customMatchingId"
                            + " property, the check can be switched off by ingest.require-contact: false.");
        }
        Map<String, String> properties = event.getProperties();
        if (properties.size() > MOST_PROPERTIES) {
            findings.add(properties.size() + " properties are more than the " + MOST_PROPERTIES + " that are allowed.");
        }
        properties.forEach((property, value) -> {
            checkName(property, findings);
            checkValue(property, value, findings);
        });
    }

    /** The pattern {@code pe[0-9]+_\S+}, without the cost of a matcher. */
    private static boolean isFullName(String name) {
        int end = "pe".length();
        while (end < name.length() && name.charAt(end) >= '0' && name.charAt(end) <= '9') {
            end++;
        }
        return name.startsWith("pe")
                && end > "pe".length()
                && end < name.length() - 1
                && name.charAt(end) == '_'
                && name.chars().noneMatch(c -> c == ' ' || (c >= '\t' && c <= '\r'));
    }

    private static void checkName(String name, Findings findings) {
        if (!isWellFormed(name)) {
            findings.add("The property name " + Findings.quoted(name)
                    + " must start with a-z and go on with a-z, 0-9 and _.");
        }
        if (isLonger(name, MOST_NAME_CHARACTERS)) {
            findings.add("The property name " + Findings.quoted(name) + " has more than " + MOST_NAME_CHARACTERS
                    + " characters.");
        }
    }

    /** The pattern {@code ^[a-z][a-z0-9_]*$}, without the cost of a matcher. */
    private static boolean isWellFormed(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letter = c >= 'a' && c <= 'z';
            boolean follower = (c >= '0' && c <= '9') || c == '_';
            if (!letter && (i == 0 || !follower)) {
                return false;
            }
        }
        return !name.isEmpty();
    }

    private static void checkValue(String name, String value, Findings findings) {
        if (value.length() <= MOST_VALUE_CHARACTERS) {
            return;
        }
        boolean link = name.contains("url") || name.contains("referrer") || name.contains("link");
        int most = link ? MOST_LINK_CHARACTERS : MOST_VALUE_CHARACTERS;
        if (isLonger(value, most)) {
            findings.add("The value of property " + Findings.quoted(name) + " has more than " + most + " characters.");
        }
    }

    private static boolean isLonger(String text, int most) {
        return text.length() > most && text.codePointCount(0, text.length()) > most;
    }

    @Override
    public @Nullable String uuid(BehavioralEvent event) {
        return event.getUuid();
    }

    @Override
    public String eventName(BehavioralEvent event) {
        return event.getEventName();
    }

    @Override
    public String identity(BehavioralEvent event, String uuid) {
        return uuid;
    }

    @Override
    public void writeSent(BehavioralEvent event, JsonGenerator json) throws IOException {
        EventShape.text(json, "eventName", event.getEventName());
        EventShape.time(json, "occurredAt", event.getOccurredAt());
        EventShape.text(json, "email", event.getEmail());
        EventShape.text(json, "utk", event.getUtk());
        EventShape.text(json, "objectId", event.getObjectId());
        json.writeObjectFieldStart("properties");
        Map<String, String> properties = event.getProperties();
        for (String name : EventShape.sortedNames(properties)) {
            json.writeStringField(name, properties.get(name));
        }
        json.writeEndObject();
    }

    /**
     * The uuid makes a retry safe at HubSpot. An absent occurredAt becomes the record's timestamp; for a record without a usable timestamp
     * HubSpot takes the time of arrival.
     */
    @Override
    public void writeDerived(BehavioralEvent event, String uuid, Origin origin, JsonGenerator json) throws IOException {
        if (event.getOccurredAt() == null && origin.timestamp() > 0) {
            Instant recorded = Instant.ofEpochMilli(origin.timestamp());
            if (Findings.isWritable(recorded)) {
                EventShape.time(json, "occurredAt", recorded);
            }
        }
        EventShape.text(json, "uuid", uuid);
    }
}
