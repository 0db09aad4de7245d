package io.eventbatcher.deadletter;

import io.eventbatcher.log.Printable;
import io.eventbatcher.record.SourceRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * An event that HubSpot will never take: the producer's record and the reason. Key, value and the producer's headers reach the dead-letter
 * topic unchanged; {@link DeadLetterHeader} values are set and never appended, so that a record does not grow with each replay.
 */
public final class DeadLetter {
    /** All facts together must leave the room on a topic that batching reserves for headers. */
    private static final int MOST_MESSAGE_CHARACTERS = 8_000;

    private static final int MOST_FACT_CHARACTERS = 500;

    /** Always three decimals, so that texts of the same length sort and compare. */
    private static final DateTimeFormatter MILLISECONDS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

    private final SourceRecord source;
    private final Map<DeadLetterHeader, String> facts = new EnumMap<>(DeadLetterHeader.class);

    private DeadLetter(SourceRecord source) {
        this.source = source;
    }

    /**
     * A dead letter of a source record.
     *
     * @param message the fault and the remedy, as a sentence; never the payload
     */
    public static DeadLetter of(SourceRecord source, Reason reason, String message, Instant failedAt) {
        return new DeadLetter(source)
                .with(DeadLetterHeader.ERRORS_TOPIC, source.origin().topic())
                .with(DeadLetterHeader.ERRORS_PARTITION, source.origin().partition())
                .with(DeadLetterHeader.ERRORS_OFFSET, source.origin().offset())
                .with(DeadLetterHeader.ERRORS_EXCEPTION, reason.label())
                .with(DeadLetterHeader.ERRORS_MESSAGE, message)
                .with(DeadLetterHeader.ID, DeadLetterId.of(source.origin(), source.replays()))
                .with(DeadLetterHeader.REASON, reason.label())
                .with(DeadLetterHeader.REPLAYS, source.replays())
                .with(DeadLetterHeader.FAILED_AT, MILLISECONDS.format(failedAt))
                .with(DeadLetterHeader.ORIGINAL_TIMESTAMP, source.origin().timestamp());
    }

    /** Sets a header, in the form of {@link Printable} and cut if long; a later value for the same header wins. */
    public DeadLetter with(DeadLetterHeader header, Object value) {
        facts.put(
                header,
                Printable.cut(
                        Printable.of(value.toString()),
                        header == DeadLetterHeader.ERRORS_MESSAGE ? MOST_MESSAGE_CHARACTERS : MOST_FACT_CHARACTERS));
        return this;
    }

    /** The letter itself if its record has at most so many bytes; otherwise a letter whose largest parts are {@link LeftOut}. */
    public DeadLetter within(long mostBytes) {
        DeadLetter abridged = new DeadLetter(LeftOut.abridged(source, mostBytes));
        abridged.facts.putAll(facts);
        return abridged;
    }

    public SourceRecord source() {
        return source;
    }

    /** The label of the {@link Reason}. */
    public String reason() {
        return facts.getOrDefault(DeadLetterHeader.REASON, "");
    }

    /** The trace with the span of the last request; null unless the span was recorded. */
    public @Nullable String traceId() {
        return facts.get(DeadLetterHeader.TRACE_ID);
    }

    /** The producer's headers in their order, then the headers of {@link DeadLetterHeader}. */
    public Headers headers() {
        RecordHeaders headers = new RecordHeaders(source.headers().toArray());
        facts.forEach((header, value) -> {
            headers.remove(header.key());
            headers.add(header.key(), value.getBytes(StandardCharsets.UTF_8));
        });
        return headers;
    }

    /** Shows origin and reason, never the payload. */
    @Override
    public String toString() {
        return "DeadLetter[" + source.origin() + ", " + facts.get(DeadLetterHeader.REASON) + "]";
    }
}
