package io.eventbatcher.ingest.avro;

import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.io.FastReaderBuilder;
import org.apache.avro.specific.SpecificRecord;

/**
 * Resolves writers' schemas into our class, by Avro's rules: fields by name or our aliases, numbers promoted, strings from bytes, absent
 * fields from our defaults. Not safe for use by several threads.
 */
public final class AvroResolution<T extends SpecificRecord> {
    private final Class<T> type;
    private final TrustedSpecificData records;
    private final String recordName;

    /** @param recordName the simple name of the writer's record; producers may choose the namespace */
    public AvroResolution(Class<T> type, String recordName) {
        this.type = type;
        this.records = new TrustedSpecificData(type);
        this.recordName = recordName;
    }

    Class<T> type() {
        return type;
    }

    /**
     * A reader of records that were written by the schema.
     *
     * @param named the schema's name in messages
     */
    ReadResult<SchemaReader<T>> readerOf(Schema writer, String named) {
        if (writer.getType() != Schema.Type.RECORD || !writer.getName().equals(recordName)) {
            return ReadResult.undecodable("The value was written as " + writer.getName() + " (" + named
                    + "), but this topic takes records named " + recordName + ".");
        }
        if (WriterSchemas.hasUnboundedArray(writer)) {
            return ReadResult.undecodable(
                    "The writer's " + named + " has a list of items that take no bytes, such as nulls; how many a"
                            + " value claims cannot be checked. Remove that field from the producer's"
                            + " schema.");
        }
        try {
            return new ReadResult.Success<>(new SchemaReader<>(
                    new FastReaderBuilder(records).createDatumReader(writer, records.getSchema(type)), named));
        } catch (IOException | RuntimeException | StackOverflowError unresolvable) {
            return SchemaReader.doesNotFit(named, unresolvable);
        }
    }
}
