package io.eventbatcher.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.eventbatcher.fixtures.AvroBytes;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventEditsTest {
    private static final Schema SCHEMA = new Schema.Parser().parse("""
            {"type": "record", "name": "Order", "fields": [
              {"name": "name", "type": "string"},
              {"name": "note", "type": ["null", "string"], "default": null},
              {"name": "count", "type": ["null", "int", "string"], "default": null},
              {"name": "paid", "type": "boolean"},
              {"name": "at", "type": {"type": "long", "logicalType": "timestamp-millis"}},
              {"name": "total", "type": {"type": "bytes", "logicalType": "decimal", "precision": 9, "scale": 2}},
              {"name": "state", "type": {"type": "enum", "name": "State", "symbols": ["OPEN", "SHUT"]}},
              {"name": "properties", "type": {"type": "map", "values": "string"}},
              {"name": "tags", "type": ["null", {"type": "array", "items": ["null", "int", "string"]}], "default": null},
              {"name": "buyer", "type": ["null", {"type": "record", "name": "Buyer", "fields": [
                {"name": "email", "type": "string"}]}], "default": null}]}""");

    private final AvroBytes avro = new AvroBytes();
    private final EventText text = new EventText(avro);

    @ParameterizedTest
    @CsvSource({
        "name, new, '\"new\"'",
        "note, 7, '\"7\"'",
        "count, 7, 7",
        "count, seven, '\"seven\"'",
        "paid, true, true",
        "at, 2026-11-28T13:00:00Z, '\"2026-11-28T13:00:00Z\"'",
        "at, 1000, '\"1970-01-01T00:00:01Z\"'",
        "total, 129.90, 129.90",
        "state, SHUT, '\"SHUT\"'",
        "properties.a.b, c, '\"c\"'",
        "buyer.email, x@example.org, '\"x@example.org\"'",
        "tags, '[\"a\",7,\"7\",null]', '[\"a\",7,\"7\",null]'",
        "properties, '{\"page\":\"end\",\"count\":1.50}', '{\"page\":\"end\",\"count\":\"1.50\"}'",
        "buyer, '{\"email\":\"x@example.org\"}', '{\"email\":\"x@example.org\"}'"
    })
    void shouldSetAFieldByTheWritersType(String path, String value, String json) {
        // When
        JsonNode edited = fields(edited(path, value).value().orElseThrow());

        // Then
        int dot = path.indexOf('.');
        JsonNode found = dot < 0
                ? edited.path(path)
                : edited.path(path.substring(0, dot)).path(path.substring(dot + 1));
        assertThat(found).hasToString(json);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nmae | x | 'nmae' cannot be set: the schema has no field 'nmae', but name, note, count, paid, at, total, state, properties, tags, buyer.",
                "paid | yes | 'paid' cannot be set: 'yes' is no boolean.",
                "total | 1.234 | 'total' cannot be set: '1.234' is no decimal.",
                "at | soon | 'at' cannot be set: 'soon' is no timestamp-millis.",
                "state | AJAR | 'state' cannot be set: 'AJAR' is no enum.",
                "name.first | x | 'name.first' cannot be set: 'name' has no inner fields here.",
                "properties | x | 'properties' cannot be set: 'x' is no map in JSON.",
                "tags | [[1]] | 'tags' cannot be set: '[[1]]' is no array in JSON.",
                "buyer | {\"phone\":1} | 'buyer' cannot be set: '{\"phone\":1}' is no record in JSON.",
                "tags.0 | x | 'tags.0' cannot be set: 'tags' has no inner fields here; set the whole as JSON."
            })
    void shouldNameAFieldThatCannotBeSet(String path, String value, String sentence) {
        // When
        EventText.Edited edited = edited(path, value);

        // Then
        assertThat(edited.value()).isEmpty();
        assertThat(edited.trouble()).isEqualTo(sentence);
    }

    @Test
    void shouldTakeNullForAnAbsentValueAndForAKeyToRemove() {
        // When
        byte[] edited = text.edited(
                        original(),
                        new RecordHeaders(),
                        Map.of("note", Optional.empty(), "properties.page", Optional.empty()))
                .value()
                .orElseThrow();

        // Then
        assertThat(fields(edited).path("note").isNull()).isTrue();
        assertThat(fields(edited).path("properties")).isEmpty();
    }

    @Test
    void shouldLeaveAllOtherBytesAsTheyWere() {
        // When
        byte[] edited = edited("name", "old").value().orElseThrow();

        // Then
        assertThat(edited).isEqualTo(original());
        assertThat(Arrays.copyOf(edited, 5)).isEqualTo(Arrays.copyOf(original(), 5));
    }

    private EventText.Edited edited(String path, String value) {
        return text.edited(original(), new RecordHeaders(), Map.of(path, Optional.of(value)));
    }

    private JsonNode fields(byte[] value) {
        return text.fields(value, new RecordHeaders()).json().orElseThrow();
    }

    private byte[] original() {
        GenericRecord buyer = new GenericData.Record(
                SCHEMA.getField("buyer").schema().getTypes().get(1));
        buyer.put("email", "a@example.org");
        GenericRecord event = new GenericData.Record(SCHEMA);
        event.put("name", "old");
        event.put("note", "a note");
        event.put("count", null);
        event.put("paid", false);
        event.put("at", 5L);
        event.put(
                "total", ByteBuffer.wrap(new BigDecimal("1.00").unscaledValue().toByteArray()));
        event.put("state", new GenericData.EnumSymbol(SCHEMA.getField("state").schema(), "OPEN"));
        event.put("properties", Map.of("page", "home"));
        event.put("buyer", buyer);
        return avro.withId(event);
    }
}
