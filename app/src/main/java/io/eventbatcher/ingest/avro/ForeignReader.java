package io.eventbatcher.ingest.avro;

import io.eventbatcher.ingest.conversion.UnfitValueException;
import io.eventbatcher.record.SourceRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads by another vendor's deserializer. The fields of the returned record that events have, too, are written by the record's own schema
 * and read again, so that one table of conversions holds for records of any class.
 */
public final class ForeignReader<T extends SpecificRecord> implements EventReader<T> {
    /** A topic has few schemas; a deserializer that makes a new schema for each record must not fill the memory. */
    private static final int MOST_READERS = 100;

    private final AvroResolution<T> resolution;
    private final ForeignDeserializer factory;
    private final DeserializerErrors errors;
    private final ForeignValueWriter writer = new ForeignValueWriter();
    private @Nullable Deserializer<?> deserializer;

    private final Map<Schema, FieldsOf<T>> fields = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Schema, FieldsOf<T>> eldest) {
            return size() > MOST_READERS;
        }
    };

    /** The fields of a schema that events have, too, and their reader. */
    private record FieldsOf<T>(List<Schema.Field> wanted, SchemaReader<T> reader) {}

    public ForeignReader(AvroResolution<T> resolution, ForeignDeserializer factory, DeserializerErrors errors) {
        this.resolution = resolution;
        this.factory = factory;
        this.errors = errors;
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
        try {
            Schema schema = record.getSchema();
            FieldsOf<T> known = fields.get(schema);
            return known == null ? fieldsOf(schema).then(made -> resolved(record, made)) : resolved(record, known);
        } catch (StackOverflowError deep) {
            return ReadResult.undecodable("The schema that the deserializer " + factory.className()
                    + " returned is nested too deeply to be read.");
        }
    }

    private ReadResult<FieldsOf<T>> fieldsOf(Schema schema) {
        List<Schema.Field> wanted = resolution.fieldsOf(schema);
        return resolution
                .readerOf(
                        schema,
                        wanted,
                        "schema " + schema.getFullName() + ", as " + factory.className() + " returned it,")
                .then(reader -> {
                    FieldsOf<T> made = new FieldsOf<>(wanted, reader);
                    fields.put(schema, made);
                    return new ReadResult.Success<>(made);
                });
    }

    private ReadResult<T> resolved(IndexedRecord record, FieldsOf<T> known) {
        try {
            return known.reader().read(writer.write(record, known.wanted(), factory.className()), 0);
        } catch (UnfitValueException unfit) {
            return ReadResult.undecodable(unfit.getMessage());
        }
    }

    /** A reader may be used again: Kafka Streams closes and initialises the same processors when it revives a task. */
    @Override
    public void close() {
        Deserializer<?> made = deserializer;
        deserializer = null;
        fields.clear();
        if (made != null) {
            made.close();
        }
    }
}
