package io.eventbatcher.sandbox.endtoend;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/** Confluent's wire format, written as any producer's serializer does. */
final class AvroBytes {
    private AvroBytes() {}

    static byte[] of(int schemaId, SpecificRecord event) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(ByteBuffer.allocate(5).put((byte) 0).putInt(schemaId).array());
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        try {
            writerOf(event).write(event, encoder);
            encoder.flush();
            return bytes.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** By class, because Avro trusts no class that it makes from a schema alone. */
    @SuppressWarnings("unchecked")
    private static <R extends SpecificRecord> SpecificDatumWriter<R> writerOf(R event) {
        return new SpecificDatumWriter<>((Class<R>) event.getClass());
    }
}
