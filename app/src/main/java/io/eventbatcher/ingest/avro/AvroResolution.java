package io.eventbatcher.ingest.avro;

import io.eventbatcher.ingest.conversion.EventDecoder;
import io.eventbatcher.ingest.conversion.RecordReader;
import io.eventbatcher.ingest.conversion.UnfitValueException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/**
 * Resolves writers' schemas into our class: fields by name, absent fields from our defaults, and values by the table of conversions,
 * because Avro's own resolution looks at physical types only. Not safe for use by several threads.
 */
public final class AvroResolution<T extends SpecificRecord> {
    private final Supplier<T> blank;
    private final String recordName;

    /**
     * A resolution.
     *
     * @param blank makes events without values
     * @param recordName the simple name of the writer's record; producers may choose the namespace
     */
    public AvroResolution(Supplier<T> blank, String recordName) {
        this.blank = blank;
        this.recordName = recordName;
    }

    /**
     * A reader of values that were written by the schema: a record, or a union with one.
     *
     * @param named the schema's name in messages
     */
    ReadResult<SchemaReader<T>> readerOf(Schema writer, String named) {
        try {
            if (WriterSchemas.hasUnboundedArray(writer)) {
                return ReadResult.undecodable(
                        "The writer's " + named + " has a list of items that take no bytes, such as nulls; how many a"
                                + " value claims cannot be checked. Remove that field from the producer's"
                                + " schema.");
            }
            return new ReadResult.Success<>(new SchemaReader<>(decoder(writer, named), named));
        } catch (UnfitValueException unfit) {
            return ReadResult.undecodable(unfit.getMessage());
        } catch (StackOverflowError deep) {
            return ReadResult.undecodable("The writer's " + named + " is nested too deeply to be read.");
        }
    }

    /** A reader of some fields of a record, one after the other. */
    ReadResult<SchemaReader<T>> readerOf(Schema writer, List<Schema.Field> fields, String named) {
        try {
            if (!isOurs(writer)) {
                throw notOurs(writer, named);
            }
            return new ReadResult.Success<>(new SchemaReader<>(RecordReader.of(blank, fields, named), named));
        } catch (UnfitValueException unfit) {
            return ReadResult.undecodable(unfit.getMessage());
        }
    }

    /** The fields of a written record that events have, too. */
    List<Schema.Field> fieldsOf(Schema writer) {
        Schema ours = blank.get().getSchema();
        return writer.getFields().stream()
                .filter(field -> ours.getField(field.name()) != null)
                .toList();
    }

    private EventDecoder<T> decoder(Schema writer, String named) throws UnfitValueException {
        if (isOurs(writer)) {
            return RecordReader.of(blank, writer.getFields(), named);
        }
        if (!writer.isUnion() || writer.getTypes().stream().noneMatch(this::isOurs)) {
            throw notOurs(writer, named);
        }
        List<EventDecoder<T>> branches = new ArrayList<>();
        for (Schema branch : writer.getTypes()) {
            branches.add(
                    isOurs(branch)
                            ? RecordReader.of(blank, branch.getFields(), named)
                            : in -> {
                                throw notOurs(branch, named);
                            });
        }
        return in -> branches.get(in.readIndex()).read(in);
    }

    private boolean isOurs(Schema writer) {
        return writer.getType() == Schema.Type.RECORD && writer.getName().equals(recordName);
    }

    private UnfitValueException notOurs(Schema writer, String named) {
        return UnfitValueException.sentence("The value was written as " + writer.getName() + " (" + named
                + "), but this topic takes records named " + recordName + ".");
    }
}
