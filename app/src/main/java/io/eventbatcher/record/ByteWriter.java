package io.eventbatcher.record;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A growing byte array with the primitives of the encodings: fixed longs, variable-length numbers, length-prefixed bytes. */
final class ByteWriter {
    private byte[] bytes;
    private int size;

    ByteWriter(int expectedSize) {
        bytes = new byte[expectedSize];
    }

    ByteWriter fixedByte(int value) {
        reserve(1);
        bytes[size++] = (byte) value;
        return this;
    }

    ByteWriter fixedLong(long value) {
        reserve(Long.BYTES);
        for (int shift = 56; shift >= 0; shift -= 8) {
            bytes[size++] = (byte) (value >>> shift);
        }
        return this;
    }

    /** Seven bits a byte, lowest first; small non-negative numbers are short. */
    ByteWriter number(long value) {
        reserve(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) ((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
        return this;
    }

    /** Length plus one, so that zero is null, then the bytes. */
    ByteWriter nullable(byte @Nullable [] value) {
        if (value == null) {
            return number(0);
        }
        number(value.length + 1L);
        return raw(value, 0, value.length);
    }

    ByteWriter nullable(@Nullable String value) {
        return nullable(value == null ? null : value.getBytes(StandardCharsets.UTF_8));
    }

    ByteWriter raw(byte[] source, int from, int length) {
        reserve(length);
        System.arraycopy(source, from, bytes, size, length);
        size += length;
        return this;
    }

    byte[] toBytes() {
        return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
    }

    /** The array with what was written, not copied, and often longer than {@link #size}: nothing more may be written. */
    byte[] array() {
        return bytes;
    }

    int size() {
        return size;
    }

    private void reserve(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, Math.addExact(size, more)));
        }
    }
}
