package io.eventbatcher.ingest.event;

import com.fasterxml.jackson.core.JsonGenerator;
import io.eventbatcher.record.Origin;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** The record of one route: limits, identity, and JSON members. */
public interface EventShape<T extends SpecificRecord> {
    /** An event without values. */
    T blank();

    /** Reports every documented limit of the API broken by the event. */
    void check(T event, Findings findings);

    /** The producer's uuid, or null. */
    @Nullable
    String uuid(T event);

    /** HubSpot's event name, or null. */
    @Nullable
    String eventName(T event);

    /** The key of the event's order: two events have equal keys exactly when both concern the same object. */
    String identity(T event, String uuid);

    /** Writes the producer's members, exactly as given and in a fixed order, without null. */
    void writeSent(T event, JsonGenerator json) throws IOException;

    /** Writes the members added by the service, no part of the content. */
    void writeDerived(T event, String uuid, Origin origin, JsonGenerator json) throws IOException;

    static void text(JsonGenerator json, String name, @Nullable String value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }

    static void time(JsonGenerator json, String name, @Nullable Instant value) throws IOException {
        if (value != null) {
            json.writeStringField(name, InstantText.of(value));
        }
    }

    static void flag(JsonGenerator json, String name, @Nullable Boolean value) throws IOException {
        if (value != null) {
            json.writeBooleanField(name, value);
        }
    }

    /** A map has no order; equal contents must render to equal bytes. */
    static String[] sortedNames(Map<String, String> properties) {
        String[] names = properties.keySet().toArray(new String[0]);
        Arrays.sort(names);
        return names;
    }
}
