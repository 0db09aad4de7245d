package io.eventbatcher.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import io.eventbatcher.ingest.avro.GenericEvents;
import io.eventbatcher.ingest.registry.SchemaLookup;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;

/** Shows values to people: the fields that a producer wrote, as JSON. Not safe for use by several threads. */
public final class EventText {
    private final GenericEvents events;

    public EventText(SchemaLookup schemas) {
        this.events = new GenericEvents(schemas);
    }

    /**
     * The fields of a value, or the reason why they cannot be shown.
     *
     * @param writer the id of the writer's schema, in words; empty if unknown
     * @param json the fields; empty if they cannot be shown
     * @param trouble a sentence; empty if the fields are there
     * @param later true if a later look may tell more, because the registry has not answered yet
     */
    public record Fields(String writer, Optional<JsonNode> json, String trouble, boolean later) {}

    public Fields fields(byte[] value, Headers headers) {
        return events.read(value, headers)
                .fold(
                        event -> new Fields(
                                event.writer() + ", " + event.schema().getFullName(),
                                Optional.of(GenericJson.of(event.datum())),
                                "",
                                false),
                        (reason, finding) -> new Fields("", Optional.empty(), finding, false),
                        why -> new Fields("", Optional.empty(), why, true));
    }
}
