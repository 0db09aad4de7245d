package io.eventbatcher.ingest.conversion;

import java.io.IOException;
import org.apache.avro.io.Decoder;

/** Reads an event. Not safe for use by several threads. */
@FunctionalInterface
public interface EventDecoder<T> {
    /**
     * The event.
     *
     * @throws UnfitValueException when a value has no meaning for its field, as a sentence
     * @throws IOException when the bytes are damaged; any unchecked exception means the same
     */
    T read(Decoder in) throws IOException;
}
