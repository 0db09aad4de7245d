package io.eventbatcher.ingest.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.eventbatcher.record.Origin;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Renders events as JSON inputs, and hashes the producer's content: 64 bits of SHA-256 over rendered bytes, equal for equal events whatever
 * the order of the maps. Derived members come last, behind the hashed part. A change of the rendering changes the hashes, and for a dedupe
 * window a producer's retry would be a conflict. Not safe for use by several threads.
 */
public final class Rendering {
    /** Characters outside the basic plane as four bytes of UTF-8, not as twelve of escapes. */
    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .rootValueSeparator("")
            .build();

    private final Buffer buffer = new Buffer();
    private final MessageDigest sha256 = sha256();

    /** Writes event after event; null before the first, and after an event that was not written to its end. */
    private @Nullable JsonGenerator reused;

    /** @param contentHash a hash of the producer's content, without derived members */
    @SuppressWarnings("ArrayRecordComponent") // handed on once; never compared
    public record Rendered(byte[] json, long contentHash) {}

    /** The JSON input, UTF-8. The event's texts are valid Unicode: the readers of its values see to that. */
    public <T extends SpecificRecord> Rendered render(EventShape<T> shape, T event, String uuid, Origin origin) {
        buffer.clear();
        try {
            JsonGenerator json = reused == null ? JSON.createGenerator(buffer) : reused;
            reused = null;
            json.writeStartObject();
            shape.writeSent(event, json);
            json.flush();
            long contentHash = buffer.hash(sha256);
            shape.writeDerived(event, uuid, origin, json);
            json.writeEndObject();
            json.flush();
            reused = json;
            return new Rendered(buffer.toByteArray(), contentHash);
        } catch (IOException impossible) {
            throw new UncheckedIOException("The buffer is in memory.", impossible);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /** Lets the digest read the bytes without a copy. */
    private static final class Buffer extends ByteArrayOutputStream {
        /** One huge event must not keep its memory for good. */
        private static final int KEPT_BYTES = 64 * 1024;

        Buffer() {
            super(1024);
        }

        void clear() {
            if (buf.length > KEPT_BYTES) {
                buf = new byte[1024];
            }
            reset();
        }

        long hash(MessageDigest digest) {
            digest.update(buf, 0, count);
            return ByteBuffer.wrap(digest.digest()).getLong();
        }
    }
}
