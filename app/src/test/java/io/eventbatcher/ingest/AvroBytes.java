package io.eventbatcher.ingest;

import io.eventbatcher.ingest.registry.SchemaAnswer;
import io.eventbatcher.ingest.registry.SchemaId;
import io.eventbatcher.ingest.registry.SchemaLookup;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;

/** A registry in a map, and values as a producer's serializer writes them. */
public final class AvroBytes implements SchemaLookup {
    private final Map<SchemaId, SchemaAnswer> answers = new HashMap<>();
    private final Map<Schema, Integer> ids = new HashMap<>();

    @Override
    public SchemaAnswer find(SchemaId id) {
        return answers.getOrDefault(id, new SchemaAnswer.Unknown());
    }

    public void answer(SchemaId id, SchemaAnswer answer) {
        answers.put(id, answer);
    }

    /** In the form with magic 0 and an id. */
    public byte[] withId(IndexedRecord event) {
        int id = ids.computeIfAbsent(event.getSchema(), schema -> ids.size() + 1);
        answers.put(new SchemaId.Id(id), new SchemaAnswer.Found(event.getSchema()));
        return withId(id, bare(event));
    }

    public static byte[] withId(int id, byte[] avro) {
        return ByteBuffer.allocate(5 + avro.length)
                .put((byte) 0)
                .putInt(id)
                .put(avro)
                .array();
    }

    /** In the form with the GUID in a header, which is added. */
    public byte[] withGuid(IndexedRecord event, Headers headers) {
        UUID guid = UUID.nameUUIDFromBytes(
                event.getSchema().getFullName().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        answers.put(new SchemaId.Guid(guid), new SchemaAnswer.Found(event.getSchema()));
        headers.add(
                "__value_schema_id",
                ByteBuffer.allocate(17)
                        .put((byte) 1)
                        .putLong(guid.getMostSignificantBits())
                        .putLong(guid.getLeastSignificantBits())
                        .array());
        return bare(event);
    }

    public static byte[] bare(IndexedRecord event) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(new DataOutputStream(bytes), null);
            GenericDatumWriter<IndexedRecord> writer = event instanceof SpecificRecord
                    ? new SpecificDatumWriter<>(event.getSchema(), SpecificData.getForClass(event.getClass()))
                    : new GenericDatumWriter<>(event.getSchema());
            writer.write(event, encoder);
            encoder.flush();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
