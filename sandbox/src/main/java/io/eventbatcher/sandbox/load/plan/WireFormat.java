package io.eventbatcher.sandbox.load.plan;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/** Confluent's wire format: a zero, the schema's id in four bytes, the event in Avro's binary encoding. Not for several threads. */
final class WireFormat<R extends SpecificRecord> {

    private final byte[] header;
    private final SpecificDatumWriter<R> writer;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    private final BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);

    /** Takes a class, because from a schema alone Avro makes no class unless the application has declared the class trusted. */
    WireFormat(Class<R> type, int schemaId) {
        this.header = ByteBuffer.allocate(5).put((byte) 0).putInt(schemaId).array();
        this.writer = new SpecificDatumWriter<>(type);
    }

    byte[] encode(R event) {
        try {
            bytes.reset();
            bytes.write(header);
            writer.write(event, encoder);
            encoder.flush();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory failed.", e);
        }
    }
}
