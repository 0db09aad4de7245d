package io.eventbatcher.record;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A reader of the bytes of {@link ByteWriter}, within bounds: a length is checked against the remaining bytes before memory is allocated. */
final class ByteReader {
    private final byte[] bytes;
    private final int end;
    private int position;

    ByteReader(byte[] bytes, int from, int length) {
        this.bytes = bytes;
        this.position = from;
        this.end = from + length;
    }

    int position() {
        return position;
    }

    boolean atEnd() {
        return position == end;
    }

    int fixedByte() {
        need(1);
        return bytes[position++];
    }

    long fixedLong() {
        need(Long.BYTES);
        long value = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            value = (value << 8) | (bytes[position++] & 0xFF);
        }
        return value;
    }

    long number() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = fixedByte();
            value |= (next & 0x7FL) << shift;
            if ((next & 0x80) == 0) {
                return value;
            }
        }
        throw new UnreadableRecordException("a number runs over ten bytes at " + position);
    }

    int smallNumber() {
        long value = number();
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw new UnreadableRecordException("a count of " + value + " at " + position);
        }
        return (int) value;
    }

    /** Skips a nullable slice and returns its length; -1 for null. */
    int skipNullable() {
        int length = smallNumber() - 1;
        if (length > 0) {
            skip(length);
        }
        return length;
    }

    void skip(int length) {
        need(length);
        position += length;
    }

    byte @Nullable [] nullableBytes() {
        int length = skipNullable();
        return length < 0 ? null : Arrays.copyOfRange(bytes, position - length, position);
    }

    @Nullable
    String nullableText() {
        int length = skipNullable();
        return length < 0 ? null : new String(bytes, position - length, length, StandardCharsets.UTF_8);
    }

    String text() {
        String text = nullableText();
        if (text == null) {
            throw new UnreadableRecordException("a required text is missing at " + position);
        }
        return text;
    }

    private void need(int length) {
        if (length < 0 || end - position < length) {
            throw new UnreadableRecordException(
                    "needs " + length + " bytes at " + position + ", but only " + (end - position) + " are left");
        }
    }
}
