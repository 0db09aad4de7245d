package io.eventbatcher.sandbox.bench.floor;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.eventbatcher.route.Route;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.jspecify.annotations.Nullable;

/**
 * A plain program's rendering: decodes a value and writes its fields as JSON. Checks nothing, hashes nothing and keeps no original, and the
 * rest of the service's work counts against the service. Not thread-safe.
 */
final class PlainJson {
    /** Magic byte and schema id. */
    private static final int FRAME_BYTES = 5;

    private static final JsonFactory JSON = new JsonFactory();

    private final boolean ordered;
    private final Schema schema;
    private final GenericDatumReader<GenericRecord> reader;
    private @Nullable BinaryDecoder decoder;

    /** @param schema of all values, as cached by a plain program after the first */
    PlainJson(Route route, Schema schema) {
        GenericData data = new GenericData();
        data.addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
        this.ordered = route.ordered();
        this.schema = schema;
        this.reader = new GenericDatumReader<>(schema, schema, data);
    }

    byte[] render(byte[] value) {
        try {
            BinaryDecoder ready =
                    DecoderFactory.get().binaryDecoder(value, FRAME_BYTES, value.length - FRAME_BYTES, decoder);
            decoder = ready;
            GenericRecord event = reader.read(null, ready);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
            try (JsonGenerator json = JSON.createGenerator(bytes)) {
                write(event, json);
            }
            return bytes.toByteArray();
        } catch (IOException broken) {
            throw new IllegalStateException("The generator's own records cannot be read.", broken);
        }
    }

    private void write(GenericRecord event, JsonGenerator json) throws IOException {
        json.writeStartObject();
        for (Schema.Field field : schema.getFields()) {
            Object value = event.get(field.pos());
            // the marketing APIs know no uuid
            if (value != null && !(ordered && field.name().equals("uuid"))) {
                json.writeFieldName(field.name());
                write(value, json);
            }
        }
        json.writeEndObject();
    }

    private void write(Object value, JsonGenerator json) throws IOException {
        if (value instanceof Map<?, ?> map) {
            writeMap(map, json);
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof Instant time) {
            json.writeString(time.toString());
        } else {
            json.writeString(value.toString());
        }
    }

    /** Behavioral properties are members of an object; marketing properties are pairs in a list. */
    private void writeMap(Map<?, ?> map, JsonGenerator json) throws IOException {
        if (!ordered) {
            json.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                json.writeStringField(
                        entry.getKey().toString(), entry.getValue().toString());
            }
            json.writeEndObject();
            return;
        }
        json.writeStartArray();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            json.writeStartObject();
            json.writeStringField("name", entry.getKey().toString());
            json.writeStringField("value", entry.getValue().toString());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
