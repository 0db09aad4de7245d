package io.eventbatcher.sandbox.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** A hash of key, value and headers, by which records are compared without being kept. Finds accidents, not forgeries. */
public final class RecordFingerprint {

    private RecordFingerprint() {}

    /**
     * Returns the same fingerprint for the same bytes, headers in the same order, and nulls in the same places.
     *
     * @param headers the original headers, without those of the dead letter
     */
    public static UUID of(byte @Nullable [] key, byte @Nullable [] value, Iterable<? extends Header> headers) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream output = new DataOutputStream(bytes)) {
            append(output, key);
            append(output, value);
            for (Header header : headers) {
                append(output, header.key().getBytes(UTF_8));
                append(output, header.value());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory failed.", e);
        }
        return UUID.nameUUIDFromBytes(bytes.toByteArray());
    }

    private static void append(DataOutputStream output, byte @Nullable [] part) throws IOException {
        output.writeInt(part == null ? -1 : part.length);
        if (part != null) {
            output.write(part);
        }
    }
}
