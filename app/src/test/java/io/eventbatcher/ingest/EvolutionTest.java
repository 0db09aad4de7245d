package io.eventbatcher.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.deadletter.Reason;
import io.eventbatcher.fixtures.AvroBytes;
import io.eventbatcher.record.Origin;
import io.eventbatcher.record.SourceRecord;
import io.eventbatcher.route.Route;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Producers that write by another schema than ours. */
class EvolutionTest {
    private static final long RECORDED = Instant.parse("2026-11-20T08:15:30Z").toEpochMilli();

    private final AvroBytes avro = new AvroBytes();

    @Test
    void shouldReadFieldsInAnotherOrder() {
        assertThat(read("""
                        {"name":"objectId","type":["null","string"]},
                        {"name":"properties","type":{"type":"map","values":"string"}},
                        {"name":"eventName","type":"string"},
                        {"name":"uuid","type":["null","string"]}""", "1", Map.of("a", "b"), "pe1_a", "7f"))
                .isEqualTo("{\"eventName\":\"pe1_a\",\"objectId\":\"1\",\"properties\":{\"a\":\"b\"},"
                        + "\"occurredAt\":\"2026-11-20T08:15:30Z\",\"uuid\":\"7f\"}");
    }

    @Test
    void shouldSkipFieldsThatWeDoNotKnow() {
        assertThat(read("""
                        {"name":"tags","type":{"type":"array","items":{"type":"map","values":["null","double"]}}},
                        {"name":"uuid","type":"string"},
                        {"name":"colour","type":{"type":"enum","name":"Colour","symbols":["RED","BLUE"]}},
                        {"name":"eventName","type":"string"},
                        {"name":"hash","type":{"type":"fixed","name":"Hash","size":3}},
                        {"name":"objectId","type":"string"}""", List.of(Map.of("x", 1.5)), "7f", "BLUE", "pe1_a", new byte[3], "1"))
                .startsWith("{\"eventName\":\"pe1_a\",\"objectId\":\"1\"");
    }

    @Test
    void shouldTakeLongsAsTimesAndBytesAsText() {
        assertThat(read("""
                        {"name":"uuid","type":"bytes"},
                        {"name":"occurredAt","type":"long"},
                        {"name":"eventName","type":"bytes"},
                        {"name":"objectId","type":["bytes","null"]}""", bytes("7f"), 86_400_000L, bytes("pe1_a"), bytes("42")))
                .isEqualTo("{\"eventName\":\"pe1_a\",\"occurredAt\":\"1970-01-02T00:00:00Z\",\"objectId\":\"42\","
                        + "\"properties\":{},\"uuid\":\"7f\"}");
    }

    @Test
    void shouldReadAUnionThatGrewWhileItsNewBranchesAreNotUsed() {
        // Given
        String grown = """
                        {"name":"uuid","type":["null","int","string",{"type":"record","name":"Structured","fields":[]}]},
                        {"name":"eventName","type":["string","null"]},
                        {"name":"objectId","type":["long","string"]}""";

        // When
        String known = read(grown, "7f", "pe1_a", "42");

        // Then
        assertThat(known).contains("\"objectId\":\"42\"", "\"uuid\":\"7f\"");
        assertThat(read(grown, 5, "pe1_a", 42L)).contains("\"objectId\":\"42\"", "\"uuid\":\"5\"");
        assertThat(refused(
                                grown,
                                new GenericData.Record(Schema.createRecord("Structured", null, null, false, List.of())),
                                "pe1_a",
                                "42")
                        .findings())
                .singleElement()
                .asString()
                .startsWith("uuid is written as record");
        assertThat(refused(grown, "7f", null, "42").reason()).isEqualTo(Reason.UNDECODABLE);
    }

    @Test
    void shouldSkipAnEnumThatGrew() {
        assertThat(read("""
                        {"name":"level","type":{"type":"enum","name":"Level","symbols":["LOW","HIGH","NEW"]}},
                        {"name":"eventName","type":"string"},{"name":"objectId","type":"string"}""", "NEW", "pe1_a", "1")).contains("pe1_a");
    }

    @Test
    void shouldSayThatARequiredFieldIsMissing() {
        // When
        Decoded.Refused refused = refused("""
                        {"name":"uuid","type":"string"},{"name":"objectId","type":"string"}""", "7f", "1");

        // Then
        assertThat(refused.reason()).isEqualTo(Reason.UNDECODABLE);
    }

    @Test
    void shouldNotGuessARenamedFieldByTheWritersAlias() {
        // Avro's rule: the reader's aliases count, and ours has none
        assertThat(refused("""
                        {"name":"name","aliases":["eventName"],"type":"string"},
                        {"name":"objectId","type":"string"}""", "pe1_a", "1").reason()).isEqualTo(Reason.UNDECODABLE);
        assertThat(read("""
                        {"name":"eventName","aliases":["name","uuid"],"type":"string"},
                        {"name":"objectId","type":"string"}""", "pe1_a", "1")).contains("pe1_a");
    }

    @Test
    void shouldRefuseATextThatIsNoTime() {
        assertThat(refused("""
                        {"name":"eventName","type":"string"},{"name":"occurredAt","type":"string"},
                        {"name":"objectId","type":"string"}""", "pe1_a", "1.1.2026", "1").reason()).isEqualTo(Reason.UNDECODABLE);
    }

    @Test
    void shouldSayWhichRecordTheTopicTakes() {
        // Given
        Schema other = new Schema.Parser()
                .parse("{\"type\":\"record\",\"name\":\"PageView\",\"namespace\":\"com.example\",\"fields\":[]}");

        // When
        Decoded decoded = decode(new GenericData.Record(other));

        // Then
        assertThat(decoded)
                .isInstanceOfSatisfying(
                        Decoded.Refused.class,
                        refused -> assertThat(refused.findings().get(0)).contains("PageView", "BehavioralEvent"));
    }

    private String read(String fields, @Nullable Object... values) {
        Decoded decoded = decode(record(fields, values));
        assertThat(decoded).isInstanceOf(Decoded.Accepted.class);
        return new String(((Decoded.Accepted) decoded).item().json(), StandardCharsets.UTF_8);
    }

    private Decoded.Refused refused(String fields, @Nullable Object... values) {
        Decoded decoded = decode(record(fields, values));
        assertThat(decoded).isInstanceOf(Decoded.Refused.class);
        return (Decoded.Refused) decoded;
    }

    private Decoded decode(IndexedRecord record) {
        SourceRecord source = new SourceRecord(
                new Origin("topic", 3, 14, RECORDED), null, avro.withId(record), new RecordHeaders(), 0);
        return Ingest.of(Route.BEHAVIORAL, avro, OriginNamer.of("cluster", Origin::topic))
                .decode(source, null);
    }

    private static IndexedRecord record(String fields, @Nullable Object... values) {
        Schema schema = new Schema.Parser()
                .parse("{\"type\":\"record\",\"name\":\"BehavioralEvent\",\"fields\":[" + fields + "]}");
        GenericData.Record record = new GenericData.Record(schema);
        for (int i = 0; i < values.length; i++) {
            Schema type = schema.getFields().get(i).schema();
            Object value = values[i];
            if (value != null && type.getType() == Schema.Type.ENUM) {
                value = new GenericData.EnumSymbol(type, value);
            } else if (value != null && type.getType() == Schema.Type.FIXED) {
                value = new GenericData.Fixed(type, (byte[]) value);
            }
            record.put(i, value);
        }
        return record;
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
