package io.eventbatcher.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.eventbatcher.ingest.avro.GenericEdits;
import io.eventbatcher.ingest.avro.GenericEvents;
import io.eventbatcher.ingest.avro.WireFormat;
import io.eventbatcher.ingest.registry.SchemaLookup;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Shows values to people, and changes them for people: the fields that a producer wrote, as JSON. Not safe for use by several threads. */
public final class EventText {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final GenericEvents events;
    private final GenericEdits edits;

    public EventText(SchemaLookup schemas) {
        this.events = new GenericEvents(schemas);
        this.edits = new GenericEdits(schemas, EventText::parsed);
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

    /**
     * A value with other fields, or the reason why there is none.
     *
     * @param value empty if the fields cannot be set
     * @param trouble a sentence; empty if the value is there
     * @param later true if a later try may succeed, because the registry has not answered yet
     */
    public record Edited(Optional<byte[]> value, String trouble, boolean later) {
        public static Edited of(byte[] value) {
            return new Edited(Optional.of(value), "", false);
        }

        public static Edited refused(String trouble) {
            return new Edited(Optional.empty(), trouble, false);
        }

        static Edited later(String trouble) {
            return new Edited(Optional.empty(), trouble, true);
        }
    }

    /** The headers of a record whose value has its schema's id in front, without those that name a schema of an earlier value. */
    public static Headers withoutSchema(Headers headers) {
        return WireFormat.withoutSchema(headers);
    }

    /** @param fields texts by path; empty for null */
    public Edited edited(byte[] value, Headers headers, Map<String, Optional<String>> fields) {
        return edits.edit(value, headers, fields)
                .fold(Edited::of, (reason, finding) -> Edited.refused(finding), Edited::later);
    }

    private static @Nullable Object parsed(String json) {
        try {
            return JSON.readValue(json, Object.class);
        } catch (JsonProcessingException other) {
            throw new IllegalArgumentException(other);
        }
    }
}
