package io.eventbatcher.ingest.avro;

import io.eventbatcher.ingest.registry.SchemaLookup;
import java.io.IOException;
import org.apache.avro.Conversions;
import org.apache.avro.Schema;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.common.header.Headers;

/** Reads values as their producers wrote them: all fields of the writer's schema, for people to look at. */
public final class GenericEvents {
    private static final GenericData DATA = new GenericData();

    static {
        DATA.addLogicalTypeConversion(new Conversions.DecimalConversion());
        DATA.addLogicalTypeConversion(new TimeConversions.DateConversion());
        DATA.addLogicalTypeConversion(new TimeConversions.TimeMillisConversion());
        DATA.addLogicalTypeConversion(new TimeConversions.TimeMicrosConversion());
        DATA.addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
        DATA.addLogicalTypeConversion(new TimeConversions.TimestampMicrosConversion());
    }

    private final SchemaLookup schemas;

    public GenericEvents(SchemaLookup schemas) {
        this.schemas = schemas;
    }

    /**
     * A value in Avro's generic form; numbers, dates and times by their logical types.
     *
     * @param writer the schema's id, as in messages
     */
    public record GenericEvent(String writer, Schema schema, Object datum) {}

    /** A writer of files with the values of {@link #read}. */
    public static DataFileWriter<Object> writer() {
        return new DataFileWriter<>(new GenericDatumWriter<>(null, DATA));
    }

    public ReadResult<GenericEvent> read(byte[] value, Headers headers) {
        return WireFormat.read(
                value, headers, schemas, (schema, id) -> read(value, WireFormat.avroAt(id), id.toString(), schema));
    }

    private static ReadResult<GenericEvent> read(byte[] value, int from, String named, Schema schema) {
        try {
            if (WriterSchemas.hasUnboundedArray(schema)) {
                return ReadResult.undecodable("The writer's " + named + " has a list of items that take no bytes.");
            }
            BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(value, from, value.length - from, null);
            Object datum = new GenericDatumReader<>(schema, schema, DATA).read(null, decoder);
            return decoder.isEnd()
                    ? new ReadResult.Success<>(new GenericEvent(named, schema, datum))
                    : ReadResult.undecodable("Bytes are left behind the record that " + named + " describes.");
        } catch (IOException | RuntimeException | StackOverflowError broken) {
            return ReadResult.undecodable("The value's bytes do not fit its writer's " + named + ": "
                    + broken.getClass().getSimpleName() + ".");
        }
    }
}
