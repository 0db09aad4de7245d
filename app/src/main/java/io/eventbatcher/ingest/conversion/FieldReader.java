package io.eventbatcher.ingest.conversion;

import java.io.IOException;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.io.Decoder;
import org.apache.avro.specific.SpecificRecord;

/**
 * Reads one field of an event.
 *
 * @param position in our class
 * @param map if null stands for no properties
 */
record FieldReader(String name, int position, boolean required, boolean map, ValueReader values) {
    static FieldReader of(Schema.Field wanted, Schema written, TextReader texts) {
        Wanted kind = Wanted.of(wanted.schema());
        return new FieldReader(
                wanted.name(),
                wanted.pos(),
                isRequired(wanted),
                kind == Wanted.PROPERTIES,
                Written.reader(written, kind, texts));
    }

    static boolean isRequired(Schema.Field wanted) {
        return !wanted.hasDefaultValue();
    }

    void read(Decoder in, SpecificRecord event) throws IOException {
        try {
            Object value = values.read(in);
            if (value == null && required) {
                throw UnfitValueException.because("is null, but it is required");
            }
            event.put(position, value == null && map ? Map.of() : value);
        } catch (UnfitValueException unfit) {
            throw unfit.in(name);
        }
    }
}
