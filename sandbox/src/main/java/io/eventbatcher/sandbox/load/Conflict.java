package io.eventbatcher.sandbox.load;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

/** Gives an event's uuid to other content, on the partition of the first one, so that it is certain which of them comes later. */
final class Conflict {
    private static final int HEADER = 5;
    private static final List<String> MAPS = List.of("properties", "customProperties");

    private Conflict() {}

    static PlannedRecord with(PlannedRecord earlier, RandomGenerator random) {
        try {
            byte[] value = changed(earlier.value(), SchemaIds.schema(earlier.route()), random);
            return new PlannedRecord(
                    earlier.route(),
                    earlier.partition(),
                    earlier.key(),
                    value,
                    RandomHeaders.curious(random),
                    Fate.CONFLICT,
                    earlier.uuid(),
                    earlier.identity(),
                    0);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static byte[] changed(byte[] value, Schema schema, RandomGenerator random) throws IOException {
        GenericRecord event = new GenericDatumReader<GenericRecord>(schema)
                .read(null, DecoderFactory.get().binaryDecoder(value, HEADER, value.length - HEADER, null));
        for (String field : MAPS) {
            if (schema.getField(field) != null && event.get(field) instanceof Map<?, ?> properties) {
                Map<Object, Object> more = new HashMap<>(properties);
                more.put("conflict", "another " + random.nextInt(1_000_000));
                event.put(field, more);
            }
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(value.length + 64);
        bytes.write(value, 0, HEADER);
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<GenericRecord>(schema).write(event, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }
}
