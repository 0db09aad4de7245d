package io.eventbatcher.ingest.avro;

import java.io.IOException;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records of a writer's schema. Before Avro allocates, Avro checks every length in the data against the bytes that are left.
 * Not safe for use by several threads.
 */
final class SchemaReader<T> {
    private final DatumReader<T> reader;
    private final String named;
    private @Nullable BinaryDecoder reused;

    /** @param named the schema's name in messages */
    SchemaReader(DatumReader<T> reader, String named) {
        this.reader = reader;
        this.named = named;
    }

    ReadResult<T> read(byte[] bytes, int from) {
        try {
            BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(bytes, from, bytes.length - from, reused);
            reused = decoder;
            T event = reader.read(null, decoder);
            return decoder.isEnd()
                    ? new ReadResult.Success<>(event)
                    : ReadResult.undecodable("Bytes are left behind the record that " + named
                            + " describes. Was it written by another schema?");
        } catch (SecurityException ours) {
            // Avro forbids a class of ours: a fault of the set-up that says nothing about this record.
            throw ours;
        } catch (IOException | RuntimeException | StackOverflowError broken) {
            // Hostile bytes surface as any exception that Avro meets first: end of file, a cast, an index, a stack
            // without end.
            return doesNotFit(named, broken);
        }
    }

    static <R> ReadResult<R> doesNotFit(String named, Throwable cause) {
        return ReadResult.undecodable("The value does not fit its writer's " + named + ": "
                + cause.getClass().getSimpleName() + ". Was it damaged, or written by another schema?");
    }
}
