package io.eventbatcher.ingest.avro;

import io.eventbatcher.ingest.conversion.EventDecoder;
import io.eventbatcher.ingest.conversion.UnfitValueException;
import java.io.IOException;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records of a writer's schema. Before Avro allocates, Avro checks every length in the data against the bytes that are left.
 * Not safe for use by several threads.
 */
final class SchemaReader<T> {
    private final EventDecoder<T> events;
    private final String named;
    private @Nullable BinaryDecoder reused;

    /** @param named the schema's name in messages */
    SchemaReader(EventDecoder<T> events, String named) {
        this.events = events;
        this.named = named;
    }

    ReadResult<T> read(byte[] bytes, int from) {
        try {
            BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(bytes, from, bytes.length - from, reused);
            reused = decoder;
            T event = events.read(decoder);
            return decoder.isEnd()
                    ? new ReadResult.Success<>(event)
                    : ReadResult.undecodable("Bytes are left behind the record that " + named
                            + " describes. Was it written by another schema?");
        } catch (UnfitValueException unfit) {
            return ReadResult.undecodable(unfit.getMessage());
        } catch (IOException | RuntimeException | StackOverflowError broken) {
            // Hostile bytes surface as any exception that Avro meets first: end of file, a length, an index, a stack
            // without end.
            return ReadResult.undecodable("The value's bytes do not fit its writer's " + named + ": "
                    + broken.getClass().getSimpleName() + ". Was it damaged, or written by another schema?");
        }
    }
}
