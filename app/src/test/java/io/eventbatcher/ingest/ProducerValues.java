package io.eventbatcher.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.deadletter.Reason;
import io.eventbatcher.fixtures.AvroBytes;
import io.eventbatcher.ingest.registry.SchemaAnswer;
import io.eventbatcher.ingest.registry.SchemaId;
import io.eventbatcher.record.Origin;
import io.eventbatcher.record.SourceRecord;
import io.eventbatcher.route.Route;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** Values that producers write by types of their own: what is sent, or the sentence that refuses them. */
abstract class ProducerValues {
    static final long NOW = Instant.parse("2026-11-20T08:15:30.250Z").toEpochMilli();
    static final String PRICE = "{\"type\":\"bytes\",\"logicalType\":\"decimal\",\"precision\":12,\"scale\":2}";
    static final String ID =
            "{\"type\":\"fixed\",\"name\":\"Id\",\"size\":8,\"logicalType\":\"decimal\",\"precision\":10,\"scale\":0}";

    final AvroBytes avro = new AvroBytes();

    static final String LEVEL = "{\"type\":\"enum\",\"name\":\"Level\",\"symbols\":[\"LOW\",\"HIGH\"]}";

    String property(String type, Object value) {
        String json = json("properties", map(type), Map.of("a", value));
        String start = "\"properties\":{\"a\":\"";
        assertThat(json).contains(start);
        String rest = json.substring(json.indexOf(start) + start.length());
        return rest.substring(0, rest.indexOf('"'));
    }

    String json(String field, String type, @Nullable Object value) {
        return sent(decode(fields(field, type), AvroBytes.bare(record(field, type, value))));
    }

    String refused(String field, String type, @Nullable Object value) {
        return finding(decode(fields(field, type), AvroBytes.bare(record(field, type, value))));
    }

    /** The finding about a field in front of an event's name and object id, with the field's bytes. */
    String refusedRaw(String field, byte[] written) {
        return finding(decode(
                "[" + field
                        + ",{\"name\":\"eventName\",\"type\":\"string\"},{\"name\":\"objectId\",\"type\":\"string\"}]",
                concat(written, avroText(bytes("pe1_a")), avroText(bytes("1")))));
    }

    static String sent(Decoded decoded) {
        assertThat(decoded).isInstanceOf(Decoded.Accepted.class);
        return new String(((Decoded.Accepted) decoded).item().json(), StandardCharsets.UTF_8);
    }

    static String finding(Decoded decoded) {
        assertThat(decoded).isInstanceOf(Decoded.Refused.class);
        Decoded.Refused refused = (Decoded.Refused) decoded;
        assertThat(refused.reason()).isEqualTo(Reason.UNDECODABLE);
        return refused.findings().get(0);
    }

    Decoded decode(String fields, byte[] value) {
        return decodeAs("{\"type\":\"record\",\"name\":\"BehavioralEvent\",\"fields\":" + fields + "}", value);
    }

    Decoded decodeAs(String schema, byte[] value) {
        avro.answer(new SchemaId.Id(7), new SchemaAnswer.Found(schema(schema)));
        return Ingest.of(Route.BEHAVIORAL, avro, OriginNamer.of("cluster", Origin::topic))
                .decode(
                        new SourceRecord(
                                new Origin("topic", 3, 14, NOW),
                                null,
                                AvroBytes.withId(7, value),
                                new RecordHeaders(),
                                0),
                        null);
    }

    static GenericData.Record record(String field, String type, @Nullable Object value) {
        GenericData.Record record = one(field, type, value);
        record.getSchema().getFields().stream()
                .filter(other -> !other.name().equals(field))
                .forEach(other -> record.put(other.pos(), other.name().equals("eventName") ? "pe1_a" : "1"));
        return record;
    }

    static GenericData.Record one(String field, String type, @Nullable Object value) {
        GenericData.Record record = new GenericData.Record(
                schema("{\"type\":\"record\",\"name\":\"BehavioralEvent\",\"fields\":" + fields(field, type) + "}"));
        record.put(field, value);
        return record;
    }

    /** The field, and what an event needs beside it. */
    static String fields(String field, String type) {
        StringBuilder fields = new StringBuilder("[{\"name\":\"" + field + "\",\"type\":" + type + "}");
        for (String other : new String[] {"eventName", "objectId"}) {
            fields.append(field.equals(other) ? "" : ",{\"name\":\"" + other + "\",\"type\":\"string\"}");
        }
        return fields.append("]").toString();
    }

    static Schema schema(String text) {
        return new Schema.Parser().parse(text);
    }

    static String logical(String type, String logical) {
        return "{\"type\":\"" + type + "\",\"logicalType\":\"" + logical + "\"}";
    }

    static String map(String values) {
        return "{\"type\":\"map\",\"values\":" + values + "}";
    }

    static Object number(String type, long value) {
        return type.equals("int") ? (Object) (int) value : (Object) value;
    }

    static ByteBuffer unscaled(String digits) {
        return ByteBuffer.wrap(new BigInteger(digits).toByteArray());
    }

    static byte[] ones(int length) {
        byte[] ones = new byte[length];
        Arrays.fill(ones, (byte) 1);
        return ones;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A short text or bytes as Avro writes them, length first. */
    static byte[] avroText(byte[] start, byte... end) {
        return concat(new byte[] {(byte) (2 * (start.length + end.length))}, start, end);
    }

    static byte[] concat(byte[]... parts) {
        ByteBuffer all = ByteBuffer.allocate(
                Arrays.stream(parts).mapToInt(part -> part.length).sum());
        Arrays.stream(parts).forEach(all::put);
        return all.array();
    }
}
