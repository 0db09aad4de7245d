package io.eventbatcher.ingest.avro;

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
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads by another vendor's deserializer. The returned record is written by its own schema and read by ours, so that Avro's own rules
 * (names, aliases, promotions, defaults, logical types) make our event of a record of any class.
 */
public final class ForeignReader<T extends SpecificRecord> implements EventReader<T> {
    /** A topic has few schemas; a deserializer that makes a new schema for each record must not fill the memory. */
    private static final int MOST_READERS = 100;

    private final AvroResolution<T> resolution;
    private final ForeignDeserializer factory;
    private final DeserializerErrors errors;
    private final GenericData generic = new GenericData();
    private @Nullable Deserializer<?> deserializer;
    private @Nullable BinaryEncoder reused;

    private final Map<Schema, SchemaReader<T>> readers = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Schema, SchemaReader<T>> eldest) {
            return size() > MOST_READERS;
        }
    };

    public ForeignReader(AvroResolution<T> resolution, ForeignDeserializer factory, DeserializerErrors errors) {
        this.resolution = resolution;
        this.factory = factory;
        this.errors = errors;
        // a vendor may already have made times of numbers
        generic.addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
        generic.addLogicalTypeConversion(new TimeConversions.TimestampMicrosConversion());
    }

    @Override
    public ReadResult<T> read(SourceRecord source, byte[] value) {
        return errors.read(source, () -> deserialized(source, value), factory::causes)
                .then(this::resolved);
    }

    private ReadResult<IndexedRecord> deserialized(SourceRecord source, byte[] value) {
        Deserializer<?> made = deserializer;
        if (made == null) {
            made = factory.make();
            deserializer = made;
        }
        Object read = made.deserialize(source.origin().topic(), source.headers(), value);
        return read instanceof IndexedRecord record
                ? new ReadResult.Success<>(record)
                : ReadResult.undecodable("The deserializer " + factory.className() + " returned "
                        + (read == null ? "null" : "a " + read.getClass().getName())
                        + ", which is no Avro record; configure it to return generic or specific records.");
    }

    private ReadResult<T> resolved(IndexedRecord record) {
        if (resolution.type().isInstance(record)) {
            return new ReadResult.Success<>(resolution.type().cast(record));
        }
        Schema schema = record.getSchema();
        SchemaReader<T> known = readers.get(schema);
        return known == null
                ? readerOf(schema).then(reader -> resolved(record, schema, reader))
                : resolved(record, schema, known);
    }

    private ReadResult<SchemaReader<T>> readerOf(Schema schema) {
        ReadResult<SchemaReader<T>> made = resolution.readerOf(
                schema, "schema " + schema.getFullName() + ", as " + factory.className() + " returned it");
        return made.then(reader -> {
            readers.put(schema, reader);
            return made;
        });
    }

    private ReadResult<T> resolved(IndexedRecord record, Schema schema, SchemaReader<T> reader) {
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
            return ReadResult.undecodable(
                    "What the deserializer " + factory.className() + " returned does not fit the schema it carries: "
                            + broken.getClass().getSimpleName() + ".");
        }
        return reader.read(bytes.toByteArray(), 0);
    }

    @Override
    public void close() {
        if (deserializer != null) {
            deserializer.close();
        }
    }
}
