package io.eventbatcher.ingest.avro;

import io.eventbatcher.ingest.conversion.UnfitValueException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.avro.Conversions;
import org.apache.avro.Schema;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.Encoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.util.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * Writes fields of records that another vendor's deserializer made, generic or specific, with logical types already converted or not. Not
 * safe for use by several threads.
 */
final class ForeignValueWriter extends SpecificDatumWriter<Object> {
    private @Nullable BinaryEncoder reused;

    ForeignValueWriter() {
        super(conversions());
    }

    /**
     * The fields' values, one after the other.
     *
     * @param vendor the deserializer in messages
     * @throws UnfitValueException when a value is not what its schema says
     */
    byte[] write(IndexedRecord record, List<Schema.Field> fields, String vendor) throws UnfitValueException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, reused);
        reused = encoder;
        for (Schema.Field field : fields) {
            try {
                write(field.schema(), record.get(field.pos()), encoder);
                encoder.flush();
            } catch (UnfitValueException unfit) {
                throw unfit.in(field.name());
            } catch (IOException | RuntimeException | StackOverflowError broken) {
                throw UnfitValueException.sentence("What the deserializer " + vendor + " returned for " + field.name()
                        + " does not fit the schema it carries: "
                        + broken.getClass().getSimpleName() + ".");
            }
        }
        return bytes.toByteArray();
    }

    /** Avro would write a question mark for half of a surrogate pair. */
    @Override
    protected void writeString(Object text, Encoder out) throws IOException {
        if (text instanceof Utf8 || !(text instanceof CharSequence characters)) {
            super.writeString(text, out);
            return;
        }
        try {
            out.writeBytes(StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(characters)));
        } catch (CharacterCodingException half) {
            throw UnfitValueException.because("has half of a surrogate pair, which is no valid Unicode");
        }
    }

    private static SpecificData conversions() {
        SpecificData data = new SpecificData();
        List.of(
                        new Conversions.DecimalConversion(),
                        new Conversions.BigDecimalConversion(),
                        new Conversions.UUIDConversion(),
                        new Conversions.DurationConversion(),
                        new TimeConversions.DateConversion(),
                        new TimeConversions.TimeMillisConversion(),
                        new TimeConversions.TimeMicrosConversion(),
                        new TimeConversions.TimestampMillisConversion(),
                        new TimeConversions.TimestampMicrosConversion(),
                        new TimeConversions.TimestampNanosConversion(),
                        new TimeConversions.LocalTimestampMillisConversion(),
                        new TimeConversions.LocalTimestampMicrosConversion(),
                        new TimeConversions.LocalTimestampNanosConversion())
                .forEach(data::addLogicalTypeConversion);
        return data;
    }
}
