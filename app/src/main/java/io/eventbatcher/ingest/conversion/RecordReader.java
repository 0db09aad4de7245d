package io.eventbatcher.ingest.conversion;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.Decoder;
import org.apache.avro.specific.SpecificRecord;

/** Reads written records as events: fields by name in any order, each by the table of conversions. Not safe for use by several threads. */
public final class RecordReader<T extends SpecificRecord> implements EventDecoder<T> {
    private final Supplier<T> blank;
    private final List<Step> steps;

    private RecordReader(Supplier<T> blank, List<Step> steps) {
        this.blank = blank;
        this.steps = steps;
    }

    /** What is done about one field. */
    private interface Step {
        void read(Decoder in, SpecificRecord event) throws IOException;
    }

    /**
     * Makes a reader.
     *
     * @param blank makes events without values
     * @param written the fields, in the order of their values
     * @param named the writer's schema in messages
     * @throws UnfitValueException when a required field is not written
     */
    public static <T extends SpecificRecord> RecordReader<T> of(
            Supplier<T> blank, List<Schema.Field> written, String named) throws UnfitValueException {
        TextReader texts = new TextReader();
        Schema ours = blank.get().getSchema();
        List<Step> steps = new ArrayList<>();
        for (Schema.Field field : written) {
            Schema.Field wanted = ours.getField(field.name());
            steps.add(
                    wanted == null
                            ? (in, event) -> GenericDatumReader.skip(field.schema(), in)
                            : FieldReader.of(wanted, field.schema(), texts)::read);
        }
        for (Schema.Field wanted : ours.getFields()) {
            if (written.stream().noneMatch(field -> field.name().equals(wanted.name()))) {
                if (FieldReader.isRequired(wanted)) {
                    throw UnfitValueException.sentence("The writer's " + named + " has no field " + wanted.name()
                            + ", which " + ours.getName() + " requires.");
                }
                if (Wanted.of(wanted.schema()) == Wanted.PROPERTIES) {
                    steps.add((in, event) -> event.put(wanted.pos(), Map.of()));
                }
            }
        }
        return new RecordReader<>(blank, List.copyOf(steps));
    }

    @Override
    public T read(Decoder in) throws IOException {
        T event = blank.get();
        for (int i = 0; i < steps.size(); i++) {
            steps.get(i).read(in, event);
        }
        return event;
    }
}
