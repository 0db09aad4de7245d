package io.eventbatcher.ingest;

import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.FastReaderBuilder;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Resolves what was written by any schema into our class, by Avro's rules: fields by name or our aliases, numbers promoted, strings from
 * bytes, absent fields from our defaults. Lengths in the data are not believed: Avro checks them against the bytes that are left
 * before it allocates. Not safe for use by several threads.
 */
final class AvroResolution<T extends SpecificRecord> {
    private final Class<T> type;
    private final TrustedSpecificData records;
    private final String recordName;
    private @Nullable BinaryDecoder reused;

    /** @param recordName the simple name that a writer's record must have; its namespace is the producer's business */
    AvroResolution(Class<T> type, String recordName) {
        this.type = type;
        this.records = new TrustedSpecificData(type);
        this.recordName = recordName;
    }

    Class<T> type() {
        return type;
    }

    /**
     * A reader of what this schema's writer wrote.
     *
     * @param named how messages name the schema
     * @throws Refusal when its record is another one than the route takes
     */
    DatumReader<T> readerOf(Schema writer, String named) {
        if (writer.getType() != Schema.Type.RECORD || !writer.getName().equals(recordName)) {
            throw Refusal.undecodable("The value was written as " + writer.getName() + " (" + named
                    + "), but this topic takes records named " + recordName + ".");
        }
        if (WriterSchemas.hasUnboundedArray(writer)) {
            throw Refusal.undecodable(
                    "The writer's " + named + " has a list of items that take no bytes, such as nulls;"
                            + " how many a value claims cannot be checked. Remove that field from the producer's schema.");
        }
        try {
            return new FastReaderBuilder(records).createDatumReader(writer, records.getSchema(type));
        } catch (IOException | RuntimeException | StackOverflowError unresolvable) {
            throw broken(named, unresolvable);
        }
    }

    private static Refusal broken(String named, Throwable cause) {
        return Refusal.undecodable("The value does not fit its writer's " + named + ": "
                + cause.getClass().getSimpleName() + ". Was it damaged, or written by another schema?");
    }

    /** @throws Refusal when the bytes are not what the schema describes */
    T read(DatumReader<T> reader, byte[] bytes, int from, String named) {
        T event;
        boolean atEnd;
        try {
            BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(bytes, from, bytes.length - from, reused);
            reused = decoder;
            event = reader.read(null, decoder);
            atEnd = decoder.isEnd();
        } catch (SecurityException ours) {
            // Avro forbids a class of ours: a fault of the set-up that says nothing about this record.
            throw ours;
        } catch (IOException | RuntimeException | StackOverflowError broken) {
            // Hostile bytes surface as whatever Avro trips over first: end of file, a cast, an index, a stack without
            // end.
            throw broken(named, broken);
        }
        if (!atEnd) {
            throw Refusal.undecodable(
                    "Bytes are left behind the record that " + named + " describes. Was it written by another schema?");
        }
        return event;
    }
}
