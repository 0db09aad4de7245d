package io.eventbatcher.deadletter;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * The headers of dead letters, all text. The first five are Kafka Streams' own names, so that Kafka UIs show the true source coordinates.
 */
public enum DeadLetterHeader {
    ERRORS_TOPIC("__streams.errors.topic"),
    ERRORS_PARTITION("__streams.errors.partition"),
    ERRORS_OFFSET("__streams.errors.offset"),
    ERRORS_EXCEPTION("__streams.errors.exception"),
    ERRORS_MESSAGE("__streams.errors.message"),
    ID("dlq.id"),
    REASON("dlq.reason"),
    ROUTE("dlq.route"),
    UUID("dlq.uuid"),
    EVENT_NAME("dlq.event-name"),
    HTTP_STATUS("dlq.http.status"),
    HUBSPOT_CATEGORY("dlq.hubspot.category"),
    HUBSPOT_CORRELATION_ID("dlq.hubspot.correlation-id"),
    ATTEMPTS("dlq.attempts"),
    REPLAYS("dlq.replays"),
    BATCH_ID("dlq.batch-id"),
    /** The trace with the span of the last request, as 32 hexadecimal digits; only if the span was recorded. */
    TRACE_ID("dlq.trace-id"),
    /** The time of death, ISO 8601 in UTC. */
    FAILED_AT("dlq.failed-at"),
    /** The source record's timestamp, milliseconds since the epoch. */
    ORIGINAL_TIMESTAMP("dlq.original-timestamp"),
    /** The id that deduplicates a replay; on records of the replay topic. */
    REPLAY_ID("dlq.replay-id"),
    /** The parts of the original that fit no topic, the largest first: {@code value}, {@code key}, {@code headers}. */
    LEFT_OUT("dlq.left-out"),
    VALUE_BYTES("dlq.value-bytes"),
    /** As hexadecimal digits. */
    VALUE_SHA256("dlq.value-sha256"),
    KEY_BYTES("dlq.key-bytes"),
    KEY_SHA256("dlq.key-sha256"),
    /** The size of the producer's headers on a topic, at most. */
    HEADERS_BYTES("dlq.headers-bytes"),
    /** The operator who changed the event; on a replay, and on the letter of a replay that died. */
    EDITED_BY("dlq.edited-by"),
    /** The time of the change, ISO 8601 in UTC. */
    EDITED_AT("dlq.edited-at"),
    /** The paths of the changed fields, separated by commas. */
    EDITED_FIELDS("dlq.edited-fields");

    /** The headers that tell about one death; a replay loses them. */
    public static final Set<DeadLetterHeader> OF_A_DEATH =
            Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.range(LEFT_OUT, EDITED_FIELDS)));

    private static final Map<String, DeadLetterHeader> BY_KEY =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(DeadLetterHeader::key, header -> header));

    private final String key;

    DeadLetterHeader(String key) {
        this.key = key;
    }

    public String key() {
        return key;
    }

    /** The header with the key; null for a header of the producer. */
    public static @Nullable DeadLetterHeader keyed(String key) {
        return BY_KEY.get(key);
    }

    /** The text of the last header with the key. */
    public Optional<String> in(Headers headers) {
        Header header = headers.lastHeader(key);
        return header == null || header.value() == null
                ? Optional.empty()
                : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
    }

    /** Removes the headers of dead letters. The producer's headers stay, and the words about changes and about parts that were left out stay for good. */
    public static void removeAll(Headers headers) {
        for (DeadLetterHeader header : OF_A_DEATH) {
            headers.remove(header.key);
        }
    }
}
