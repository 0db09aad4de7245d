package io.eventbatcher.ingest;

import io.eventbatcher.record.SourceRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads by another vendor's deserializer. What it returns is written by its own schema and read by ours, so that Avro's own rules
 * (names, aliases, promotions, defaults, logical types) make our event of it, whatever class it is.
 */
final class ForeignReader<T extends SpecificRecord> implements EventReader<T> {
    /** A topic has few schemas; a deserializer that makes a new one for each record must not fill the memory. */
    private static final int MOST_READERS = 100;

    private final AvroResolution<T> resolution;
    private final ForeignDeserializer factory;
    private final DeserializerErrors patience;
    private final Map<Schema, DatumReader<T>> readers = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Schema, DatumReader<T>> eldest) {
            return size() > MOST_READERS;
        }
    };
    private final GenericData generic = new GenericData();
    private @Nullable Deserializer<?> deserializer;
    private @Nullable BinaryEncoder reused;

    ForeignReader(AvroResolution<T> resolution, ForeignDeserializer factory, DeserializerErrors patience) {
        this.resolution = resolution;
        this.factory = factory;
        this.patience = patience;
        // a vendor may already have made times of numbers
        generic.addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
        generic.addLogicalTypeConversion(new TimeConversions.TimestampMicrosConversion());
    }

    @Override
    public T read(SourceRecord source, byte[] value) {
        Object read = patience.read(source, () -> deserialized(source, value));
        if (read instanceof IndexedRecord record) {
            return ours(record);
        }
        throw Refusal.undecodable("The deserializer " + factory.className() + " returned "
                + (read == null ? "null" : "a " + read.getClass().getName())
                + ", which is no Avro record; configure it to return generic or specific records.");
    }

    private @Nullable Object deserialized(SourceRecord source, byte[] value) {
        Deserializer<?> made = deserializer;
        if (made == null) {
            made = factory.make();
            deserializer = made;
        }
        return made.deserialize(source.origin().topic(), source.headers(), value);
    }

    private T ours(IndexedRecord record) {
        if (resolution.type().isInstance(record)) {
            return resolution.type().cast(record);
        }
        Schema schema = record.getSchema();
        String named = "schema " + schema.getFullName() + ", as " + factory.className() + " returned it";
        DatumReader<T> reader = readers.get(schema);
        if (reader == null) {
            reader = resolution.readerOf(schema, named);
            readers.put(schema, reader);
        }
        return resolution.read(reader, written(record, schema), 0, named);
    }

    private byte[] written(IndexedRecord record, Schema schema) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DatumWriter<IndexedRecord> writer = record instanceof SpecificRecord
                ? new SpecificDatumWriter<>(schema, SpecificData.getForClass(record.getClass()))
                : new GenericDatumWriter<>(schema, generic);
        try {
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, reused);
            reused = encoder;
            writer.write(record, encoder);
            encoder.flush();
        } catch (IOException | RuntimeException broken) {
            throw Refusal.undecodable(
                    "What the deserializer " + factory.className() + " returned does not fit the schema it carries: "
                            + broken.getClass().getSimpleName() + ".");
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        if (deserializer != null) {
            deserializer.close();
        }
    }
}
