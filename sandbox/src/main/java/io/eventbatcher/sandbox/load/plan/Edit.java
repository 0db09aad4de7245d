package io.eventbatcher.sandbox.load.plan;

import io.eventbatcher.route.Route;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

/** Changes a field of an encoded event, and leaves all else unchanged. */
public final class Edit {
    private static final int HEADER = 5;

    private Edit() {}

    /** Returns the event with {@code text} in {@code field}. */
    public static byte[] text(Route route, byte[] value, String field, String text) {
        return of(route, value, event -> event.put(field, text));
    }

    /** Returns the behavioral event with one more property. */
    public static byte[] property(byte[] value, String name, String text) {
        return of(Route.BEHAVIORAL, value, event -> {
            Map<Object, Object> properties = new HashMap<>();
            if (event.get("properties") instanceof Map<?, ?> before) {
                properties.putAll(before);
            }
            properties.put(name, text);
            event.put("properties", properties);
        });
    }

    static byte[] of(Route route, byte[] value, Consumer<GenericRecord> change) {
        try {
            Schema schema = ValueSchemas.of(route);
            GenericRecord event = new GenericDatumReader<GenericRecord>(schema)
                    .read(null, DecoderFactory.get().binaryDecoder(value, HEADER, value.length - HEADER, null));
            change.accept(event);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(value.length + 64);
            bytes.write(value, 0, HEADER);
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
            new GenericDatumWriter<GenericRecord>(schema).write(event, encoder);
            encoder.flush();
            return bytes.toByteArray();
        } catch (IOException damaged) {
            throw new UncheckedIOException("The value is no event of the route " + route.label() + ".", damaged);
        }
    }
}
