package io.eventbatcher.ingest.conversion;

import java.io.IOException;
import org.apache.avro.io.Decoder;
import org.jspecify.annotations.Nullable;

/** Reads a written value as the value that a field wants. Not safe for use by several threads. */
@FunctionalInterface
interface ValueReader {
    /**
     * The value: a String, an Instant, a Boolean, or a map of Strings; null if nothing was written.
     *
     * @throws UnfitValueException when the value has no meaning for the field
     * @throws IOException when the bytes are damaged; any unchecked exception means the same
     */
    @Nullable
    Object read(Decoder in) throws IOException;
}
