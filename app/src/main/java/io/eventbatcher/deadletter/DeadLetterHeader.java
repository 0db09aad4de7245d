package io.eventbatcher.deadletter;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * The headers we set on dead letters, all text. The first five are Kafka Streams' own names, so that any Kafka UI that knows
 * them shows the true source coordinates; the others are ours.
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
    /** When it died, ISO 8601 in UTC. */
    FAILED_AT("dlq.failed-at"),
    /** The source record's timestamp, milliseconds since the epoch. */
    ORIGINAL_TIMESTAMP("dlq.original-timestamp"),
    /** On records of the replay topic: the id by which the replay is deduplicated. */
    REPLAY_ID("dlq.replay-id");

    private final String key;

    DeadLetterHeader(String key) {
        this.key = key;
    }

    public String key() {
        return key;
    }

    /** The header's text in these headers. */
    public Optional<String> in(Headers headers) {
        Header header = headers.lastHeader(key);
        return header == null || header.value() == null
                ? Optional.empty()
                : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
    }

    /** Takes all our headers out, which leaves the producer's own. */
    public static void removeAll(Headers headers) {
        for (DeadLetterHeader header : values()) {
            headers.remove(header.key);
        }
    }
}
