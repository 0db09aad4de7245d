package io.eventbatcher.ingest.avro;

import io.eventbatcher.ingest.registry.SchemaLookup;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.util.Utf8;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Changes fields of a value by its writer's schema. All other fields keep their values, and the schema's id stays. */
public final class GenericEdits {
    private final SchemaLookup schemas;
    private final FieldParser parser;

    /** @param json reads JSON into lists, maps, texts, numbers, booleans and nulls; an IllegalArgumentException for other texts */
    public GenericEdits(SchemaLookup schemas, Function<String, @Nullable Object> json) {
        this.schemas = schemas;
        this.parser = new FieldParser(json);
    }

    /**
     * The value with other fields; undecodable, with a sentence, if the value cannot be read or a field cannot be set.
     *
     * @param fields texts by path: a field of the record, or behind a dot a key of a map or a field of an inner record; empty for null, or
     *     for a key to be removed
     */
    public ReadResult<byte[]> edit(byte[] value, Headers headers, Map<String, Optional<String>> fields) {
        return WireFormat.read(
                value, headers, schemas, (schema, id) -> edit(value, WireFormat.avroAt(id), schema, fields));
    }

    private ReadResult<byte[]> edit(byte[] value, int from, Schema schema, Map<String, Optional<String>> fields) {
        try {
            if (WriterSchemas.hasUnboundedArray(schema)) {
                return ReadResult.undecodable("The writer's schema has a list of items that take no bytes.");
            }
            Object datum = new GenericDatumReader<>(schema)
                    .read(null, DecoderFactory.get().binaryDecoder(value, from, value.length - from, null));
            if (!(datum instanceof IndexedRecord record)) {
                return ReadResult.undecodable("The value is no record.");
            }
            for (Map.Entry<String, Optional<String>> field : fields.entrySet()) {
                set(record, field.getKey(), field.getKey(), field.getValue());
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(value.length + 64);
            bytes.write(value, 0, from);
            BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
            new GenericDatumWriter<>(schema).write(datum, encoder);
            encoder.flush();
            return new ReadResult.Success<>(bytes.toByteArray());
        } catch (UnfitTextException unfit) {
            return ReadResult.undecodable(String.valueOf(unfit.getMessage()));
        } catch (IOException | RuntimeException | StackOverflowError broken) {
            return ReadResult.undecodable("The value's bytes do not fit its writer's schema: "
                    + broken.getClass().getSimpleName() + ".");
        }
    }

    private void set(IndexedRecord record, String path, String rest, Optional<String> text) {
        int dot = rest.indexOf('.');
        String name = dot < 0 ? rest : rest.substring(0, dot);
        Schema.Field field = record.getSchema().getField(name);
        if (field == null) {
            String names = record.getSchema().getFields().stream()
                    .map(Schema.Field::name)
                    .collect(Collectors.joining(", "));
            throw new UnfitTextException(path, "the schema has no field '" + name + "', but " + names);
        }
        if (dot < 0) {
            record.put(field.pos(), parser.parsed(path, text, field.schema()));
            return;
        }
        String inner = rest.substring(dot + 1);
        Object value = record.get(field.pos());
        Optional<Schema> map = FieldParser.branch(field.schema(), Schema.Type.MAP);
        if (value instanceof IndexedRecord within) {
            set(within, path, inner, text);
        } else if (map.isPresent() && (value == null || value instanceof Map)) {
            Map<?, ?> entries = value instanceof Map<?, ?> known ? known : Map.of();
            record.put(
                    field.pos(), changed(entries, path, inner, text, map.get().getValueType()));
        } else {
            throw new UnfitTextException(
                    path, "'" + name + "' has no inner fields here" + (value == null ? "; set the whole as JSON" : ""));
        }
    }

    private Map<Object, @Nullable Object> changed(
            Map<?, ?> map, String path, String key, Optional<String> text, Schema values) {
        Map<Object, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((name, value) -> {
            if (!name.toString().equals(key)) {
                copy.put(name, value);
            }
        });
        if (text.isPresent() || FieldParser.takesNull(values)) {
            copy.put(new Utf8(key), parser.parsed(path, text, values));
        }
        return copy;
    }
}
