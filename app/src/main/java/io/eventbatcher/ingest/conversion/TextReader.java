package io.eventbatcher.ingest.conversion;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.apache.avro.io.Decoder;
import org.apache.avro.util.Utf8;

/**
 * Reads strings, whose bytes must be valid UTF-8: a replacement character of our making would change what is sent, and make one uuid of
 * two. Not safe for use by several threads.
 */
final class TextReader implements ValueReader {
    private static final String FINDING = "is no valid UTF-8";

    /** One huge text must not keep its memory for good. */
    private static final int KEPT_BYTES = 64 * 1024;

    private Utf8 reused = new Utf8();

    @Override
    public String read(Decoder in) throws IOException {
        return read(in, FINDING);
    }

    /** Reads bytes as text; Avro writes both alike. */
    ValueReader ofBytes() {
        return in -> read(
                in,
                FINDING + ", so bytes have no meaning as text; write a uuid of 16 bytes as fixed(16) with the"
                        + " logical type uuid, and a number as decimal");
    }

    private String read(Decoder in, String finding) throws IOException {
        reused = in.readString(reused);
        int length = reused.getByteLength();
        byte[] bytes = reused.getBytes();
        if (bytes.length > KEPT_BYTES) {
            reused = new Utf8();
        }
        String text = new String(bytes, 0, length, StandardCharsets.UTF_8);
        // The JDK's decoder marks each fault so; the second, slow look is for texts that contain the mark itself.
        if (text.indexOf('\uFFFD') >= 0 && !isUtf8(ByteBuffer.wrap(bytes, 0, length))) {
            throw UnfitValueException.because(finding);
        }
        return text;
    }

    private static boolean isUtf8(ByteBuffer bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(bytes);
            return true;
        } catch (CharacterCodingException malformed) {
            return false;
        }
    }
}
