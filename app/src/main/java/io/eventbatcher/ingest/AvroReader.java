package io.eventbatcher.ingest;

import io.eventbatcher.deadletter.Reason;
import io.eventbatcher.ingest.registry.SchemaId;
import io.eventbatcher.ingest.registry.SchemaLookup;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads Avro by its writer's schema into our class. Lengths in the data are not believed: Avro checks them against the bytes
 * that are left before it allocates. Not safe for use by several threads.
 */
final class AvroReader<T extends SpecificRecord> {
    private final Class<T> type;
    private final OurRecords records;
    private final String recordName;
    private final SchemaLookup schemas;
    private final Map<SchemaId, DatumReader<T>> readers = new HashMap<>();
    private @Nullable BinaryDecoder reused;

    /** @param recordName the simple name that a writer's record must have; its namespace is the producer's business */
    AvroReader(Class<T> type, String recordName, SchemaLookup schemas) {
        this.type = type;
        this.records = new OurRecords(type);
        this.recordName = recordName;
        this.schemas = schemas;
    }

    T read(WireFormat.Framed framed) {
        SchemaId id = framed.schemaId();
        DatumReader<T> reader = readers.get(id);
        if (reader == null) {
            reader = readerOf(id);
            readers.put(id, reader);
        }
        T event;
        boolean atEnd;
        try {
            int length = framed.bytes().length - framed.avroAt();
            BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(framed.bytes(), framed.avroAt(), length, reused);
            reused = decoder;
            event = reader.read(null, decoder);
            atEnd = decoder.isEnd();
        } catch (SecurityException ours) {
            // Avro forbids a class of ours: a fault of the set-up that says nothing about this record.
            throw ours;
        } catch (IOException | RuntimeException | StackOverflowError broken) {
            // Hostile bytes surface as whatever Avro trips over first: end of file, a cast, an index, a stack without
            // end.
            throw Refusal.undecodable("The value does not fit its writer's " + id + ": "
                    + broken.getClass().getSimpleName() + ". Was it damaged, or written by another schema?");
        }
        if (!atEnd) {
            throw Refusal.undecodable(
                    "Bytes are left behind the record that " + id + " describes. Was it written by another schema?");
        }
        return event;
    }

    private DatumReader<T> readerOf(SchemaId id) {
        return schemas.find(id)
                .fold(
                        writer -> readerOf(id, writer),
                        why -> {
                            throw Refusal.undecodable(why);
                        },
                        () -> {
                            throw unknown(id);
                        });
    }

    private DatumReader<T> readerOf(SchemaId id, Schema writer) {
        if (writer.getType() != Schema.Type.RECORD || !writer.getName().equals(recordName)) {
            throw Refusal.undecodable("The value was written as " + writer.getName() + " (" + id
                    + "), but this topic takes records named " + recordName + ".");
        }
        return new SpecificDatumReader<>(writer, records.getSchema(type), records);
    }

    private static Refusal unknown(SchemaId id) {
        return new Refusal(
                Reason.UNKNOWN_SCHEMA,
                "The registry says that " + id + " does not exist. Was the record produced against another registry?");
    }
}
