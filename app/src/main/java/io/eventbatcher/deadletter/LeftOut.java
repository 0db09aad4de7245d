package io.eventbatcher.deadletter;

import io.eventbatcher.record.SourceRecord;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a record that a dead letter leaves out because the whole record fits no topic: the largest part first, and no more than
 * needed. Headers tell the size and hash of a part that is left out, so that an operator can tell the original, where it stands.
 */
public final class LeftOut {
    /** Two lengths of five bytes each. */
    private static final int HEADER_OVERHEAD_BYTES = 10;

    /** A character of a header's name is three bytes of UTF-8 at most. */
    private static final long MOST_BYTES_PER_CHARACTER = 3;

    private LeftOut() {}

    private enum Part {
        VALUE,
        KEY,
        HEADERS
    }

    /** The size of a record on a topic, at most and uncompressed, without the framing of a batch. */
    public static long bytes(SourceRecord source) {
        return bytes(Part.VALUE, source) + bytes(Part.KEY, source) + bytes(Part.HEADERS, source);
    }

    /** The record itself if it has at most so many bytes; otherwise a record without some parts, and with headers about the parts. */
    public static SourceRecord abridged(SourceRecord source, long mostBytes) {
        Set<Part> parts = parts(source, mostBytes);
        if (parts.isEmpty()) {
            return source;
        }
        Headers headers = parts.contains(Part.HEADERS)
                ? new RecordHeaders()
                : new RecordHeaders(source.headers().toArray());
        set(
                DeadLetterHeader.LEFT_OUT,
                parts.stream().map(part -> part.name().toLowerCase(Locale.ROOT)).collect(Collectors.joining(", ")),
                headers);
        byte[] value = source.value();
        if (parts.contains(Part.VALUE) && value != null) {
            set(DeadLetterHeader.VALUE_BYTES, Integer.toString(value.length), headers);
            set(DeadLetterHeader.VALUE_SHA256, sha256(value), headers);
            value = null;
        }
        byte[] key = source.key();
        if (parts.contains(Part.KEY) && key != null) {
            set(DeadLetterHeader.KEY_BYTES, Integer.toString(key.length), headers);
            set(DeadLetterHeader.KEY_SHA256, sha256(key), headers);
            key = null;
        }
        if (parts.contains(Part.HEADERS)) {
            set(DeadLetterHeader.HEADERS_BYTES, Long.toString(bytes(Part.HEADERS, source)), headers);
        }
        return new SourceRecord(source.origin(), key, value, headers, source.replays());
    }

    /** True for the headers of a dead letter without its value. */
    public static boolean namesValue(Headers headers) {
        return DeadLetterHeader.LEFT_OUT.in(headers).isPresent()
                && DeadLetterHeader.VALUE_BYTES.in(headers).isPresent();
    }

    private static Set<Part> parts(SourceRecord source, long mostBytes) {
        Set<Part> parts = new LinkedHashSet<>();
        long left = bytes(source);
        while (left > mostBytes && parts.size() < Part.values().length) {
            Part largest = EnumSet.allOf(Part.class).stream()
                    .filter(part -> !parts.contains(part))
                    .max(Comparator.comparingLong(part -> bytes(part, source)))
                    .orElseThrow();
            parts.add(largest);
            left -= bytes(largest, source);
        }
        return parts;
    }

    private static long bytes(Part part, SourceRecord source) {
        return switch (part) {
            case VALUE -> length(source.value());
            case KEY -> length(source.key());
            case HEADERS -> {
                long bytes = 0;
                for (Header header : source.headers()) {
                    bytes += MOST_BYTES_PER_CHARACTER * header.key().length()
                            + length(header.value())
                            + HEADER_OVERHEAD_BYTES;
                }
                yield bytes;
            }
        };
    }

    private static long length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    private static void set(DeadLetterHeader header, String text, Headers headers) {
        headers.remove(header.key());
        headers.add(header.key(), text.getBytes(StandardCharsets.UTF_8));
    }

    /** The hash of {@link DeadLetterHeader#VALUE_SHA256}. */
    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
