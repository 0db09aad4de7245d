package io.eventbatcher.replay.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.eventbatcher.config.Settings;
import io.eventbatcher.deadletter.DeadLetter;
import io.eventbatcher.deadletter.Reason;
import io.eventbatcher.events.BehavioralEvent;
import io.eventbatcher.fixtures.AvroBytes;
import io.eventbatcher.fixtures.LeastSettings;
import io.eventbatcher.record.Origin;
import io.eventbatcher.record.SourceRecord;
import io.eventbatcher.replay.letter.StoredLetter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EditsByOurSchemaTest {
    private static final int WRITERS = 3;
    private static final int OURS = 8;
    private static final String LOOK_UP = "/subjects/hubspot.behavioral-events-value";
    private static final FieldEdits EDITS = FieldEdits.of(List.of("email=ada@example.org"));

    /** Has a field that ours lacks, and lacks the e-mail address. */
    private static final Schema WRITER = new Schema.Parser().parse("""
            {"type": "record", "name": "BehavioralEvent", "fields": [
              {"name": "eventName", "type": "string"},
              {"name": "note", "type": "string"}]}""");

    private final MockWebServer registry = new MockWebServer();
    private final Map<String, MockResponse> answers = new ConcurrentHashMap<>();

    @BeforeEach
    void open() throws IOException {
        registry.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                String path = request.getTarget().replaceAll("\\?.*", "");
                return answers.getOrDefault(
                        path, new MockResponse.Builder().code(500).build());
            }
        });
        answers.put("/schemas/ids/" + WRITERS, answer(200, "{\"schema\": " + quoted(WRITER) + "}"));
        answers.put(
                "/schemas/ids/" + OURS, answer(200, "{\"schema\": " + quoted(BehavioralEvent.getClassSchema()) + "}"));
        registry.start();
    }

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void shouldSetAFieldThatTheWritersSchemaLacks() {
        // Given
        answers.put(LOOK_UP, answer(200, "{\"id\": " + OURS + "}"));
        StoredLetter letter = letter(new RecordHeaders());

        // When
        EditedEvent edited = edited(letter, EDITS.byOurSchema(true));

        // Then
        assertThat(edited.findings()).isEmpty();
        assertThat(ByteBuffer.wrap(edited.value()).getInt(1)).isEqualTo(OURS);
        assertThat(edited.before().path("note").asText()).isEqualTo("a note");
        assertThat(edited.after().has("note")).isFalse();
        assertThat(edited.after().path("email").asText()).isEqualTo("ada@example.org");
        assertThat(edited.after().path("eventName").asText()).isEqualTo("pe1_order");
    }

    @Test
    void shouldTakeTheNameOfTheWritersSchemaFromTheHeaders() {
        // Given
        answers.put(LOOK_UP, answer(200, "{\"id\": " + OURS + "}"));
        Headers headers = new RecordHeaders();
        byte[] bare = new AvroBytes().withGuid(event(), headers);
        ByteBuffer guid =
                ByteBuffer.wrap(headers.lastHeader("__value_schema_id").value(), 1, 16);
        String path = "/schemas/guids/" + new UUID(guid.getLong(), guid.getLong());
        answers.put(path, answer(200, "{\"schema\": " + quoted(WRITER) + "}"));

        // When
        EditedEvent edited = edited(letter(headers, bare), EDITS.byOurSchema(true));

        // Then
        assertThat(edited.findings()).isEmpty();
        assertThat(edited.after().path("email").asText()).isEqualTo("ada@example.org");
    }

    @Test
    void shouldSayThatTheWritersSchemaLacksTheField() {
        // When
        EditedEvent edited = edited(letter(new RecordHeaders()), EDITS);

        // Then
        assertThat(edited.findings())
                .containsExactly("'email' cannot be set: the schema has no field 'email', but eventName, note.");
    }

    @Test
    void shouldSayWhoRegistersOurSchema() {
        // Given
        answers.put(LOOK_UP, answer(404, "{\"error_code\": 40403}"));

        // When
        EditedEvent edited = edited(letter(new RecordHeaders()), EDITS.byOurSchema(true));

        // Then
        assertThat(edited.findings())
                .containsExactly(
                        "Our schema hubspot.behavioral-events-value is not registered; 'event-batcher topics' registers it.");
    }

    private EditedEvent edited(StoredLetter letter, FieldEdits edits) {
        Settings settings = LeastSettings.with(
                "", Map.of("EVENT_BATCHER_REGISTRY_URL", registry.url("/").toString()));
        try (EventViews views = EventViews.open(settings)) {
            return views.edited(letter, edits);
        }
    }

    private static GenericRecord event() {
        GenericRecord event = new GenericData.Record(WRITER);
        event.put("eventName", "pe1_order");
        event.put("note", "a note");
        return event;
    }

    private static StoredLetter letter(Headers producers) {
        return letter(producers, AvroBytes.withId(WRITERS, AvroBytes.bare(event())));
    }

    private static StoredLetter letter(Headers producers, byte[] value) {
        Origin origin = new Origin("hubspot.behavioral-events", 0, 7, 5);
        SourceRecord source = new SourceRecord(origin, null, value, producers, 0);
        Headers headers = DeadLetter.of(source, Reason.INVALID_EVENT, "No contact.", Instant.EPOCH)
                .headers();
        return new StoredLetter(new ConsumerRecord<>(
                "dead-letters", 0, 1, 5, TimestampType.CREATE_TIME, 0, 0, null, value, headers, Optional.empty()));
    }

    private static MockResponse answer(int code, String body) {
        return new MockResponse.Builder()
                .code(code)
                .body(body)
                .addHeader("Content-Type", "application/json")
                .build();
    }

    private static String quoted(Schema schema) {
        return JsonNodeFactory.instance.textNode(schema.toString()).toString();
    }
}
