package io.eventbatcher.replay.letter;

import io.eventbatcher.deadletter.DeadLetterHeader;
import io.eventbatcher.deadletter.DeadLetterId;
import io.eventbatcher.record.Origin;
import io.eventbatcher.route.Route;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * A view on a record of the dead-letter topic, or of the replay topic. Headers are read when asked for. A letter without our headers, written
 * by a handler of Kafka Streams or by hand, has all answers, too.
 */
public final class StoredLetter {
    /** The reason of a letter that a handler of Kafka Streams wrote, with {@code __streams.errors.*} headers only. */
    public static final String OF_KAFKA = "kafka-handler";

    /** The reason of a record that somebody put on the topic by hand. */
    public static final String BY_HAND = "hand-made";

    private static final long UNREAD = Long.MIN_VALUE;
    private static final byte[] NOTHING = {};

    private final ConsumerRecord<byte[], byte[]> entry;
    private @Nullable Map<DeadLetterHeader, Header> ours;
    private long diedAt = UNREAD;

    public StoredLetter(ConsumerRecord<byte[], byte[]> entry) {
        this.entry = entry;
    }

    /** The record, with key, value and all headers. */
    public ConsumerRecord<byte[], byte[]> entry() {
        return entry;
    }

    public int partition() {
        return entry.partition();
    }

    public long offset() {
        return entry.offset();
    }

    /** {@code partition:offset}, as operators name a letter. */
    public String place() {
        return entry.partition() + ":" + entry.offset();
    }

    /** The text of the last header of the name; null if there is none. */
    public @Nullable String text(DeadLetterHeader header) {
        if (ours == null) {
            ours = ours();
        }
        Header last = ours.get(header);
        byte[] value = last == null ? null : last.value();
        return value == null ? null : new String(value, StandardCharsets.UTF_8);
    }

    /** The last header of each name of ours, found in one pass: each look at a name would cost a lock, because Kafka decodes names lazily. */
    private Map<DeadLetterHeader, Header> ours() {
        Map<DeadLetterHeader, Header> found = new EnumMap<>(DeadLetterHeader.class);
        for (Header header : entry.headers()) {
            DeadLetterHeader name = DeadLetterHeader.keyed(header.key());
            if (name != null) {
                found.put(name, header);
            }
        }
        return found;
    }

    /**
     * The letter's id: the header {@code dlq.id}. A letter without the header has the id that the service would have given, by its origin; the
     * letter's own place is the origin of a letter without origin.
     */
    public UUID id() {
        String given = text(DeadLetterHeader.ID);
        Optional<UUID> id = given == null ? Optional.empty() : DeadLetterId.parse(given);
        return id.orElseGet(() -> DeadLetterId.of(origin(), replays()));
    }

    /** The reason's label; {@link #OF_KAFKA} or {@link #BY_HAND} for a letter without a reason. */
    public String reason() {
        String reason = text(DeadLetterHeader.REASON);
        if (reason != null) {
            return reason;
        }
        return text(DeadLetterHeader.ERRORS_EXCEPTION) == null ? BY_HAND : OF_KAFKA;
    }

    /** The fault as sentences; of a handler of Kafka Streams at least the exception's name. Empty for a letter without either. */
    public String message() {
        String message = text(DeadLetterHeader.ERRORS_MESSAGE);
        return message != null ? message : Objects.requireNonNullElse(text(DeadLetterHeader.ERRORS_EXCEPTION), "");
    }

    public Optional<Route> route() {
        String label = text(DeadLetterHeader.ROUTE);
        return label == null ? Optional.empty() : Route.labelled(label);
    }

    /**
     * False for a record of the replay topic that the service surely refuses as a replay, because a header that each replay has is missing or
     * no sound one: such a record becomes a dead letter of its own, and sends nothing.
     */
    public boolean isReplay() {
        String replayId = text(DeadLetterHeader.REPLAY_ID);
        return replayId != null
                && !replayId.isBlank()
                && route().isPresent()
                && hasOrigin()
                && number(DeadLetterHeader.REPLAYS, -1) >= 0
                && number(DeadLetterHeader.ORIGINAL_TIMESTAMP, -1) >= 0;
    }

    /** True if the letter names the coordinates of its source record. */
    public boolean hasOrigin() {
        return text(DeadLetterHeader.ERRORS_TOPIC) != null
                && number(DeadLetterHeader.ERRORS_PARTITION, -1) >= 0
                && number(DeadLetterHeader.ERRORS_OFFSET, -1) >= 0;
    }

    /** The event's first coordinates; the letter's own for a letter without. */
    public Origin origin() {
        String topic = text(DeadLetterHeader.ERRORS_TOPIC);
        long partition = number(DeadLetterHeader.ERRORS_PARTITION, -1);
        long offset = number(DeadLetterHeader.ERRORS_OFFSET, -1);
        return topic == null || partition < 0 || partition > Integer.MAX_VALUE || offset < 0
                ? new Origin(entry.topic(), entry.partition(), entry.offset(), entry.timestamp())
                : new Origin(
                        topic, (int) partition, offset, number(DeadLetterHeader.ORIGINAL_TIMESTAMP, entry.timestamp()));
    }

    /** The number of replays before the death; 0 unless the letter has a sound number. */
    public int replays() {
        long replays = number(DeadLetterHeader.REPLAYS, 0);
        return replays < 0 || replays > Integer.MAX_VALUE ? 0 : (int) replays;
    }

    /** The time of death in milliseconds since the epoch; the record's own time for a letter that tells none. */
    public long diedAt() {
        if (diedAt == UNREAD) {
            String time = text(DeadLetterHeader.FAILED_AT);
            diedAt = time == null ? entry.timestamp() : DeathTime.millis(time, entry.timestamp());
        }
        return diedAt;
    }

    private long number(DeadLetterHeader header, long otherwise) {
        String text = text(header);
        if (text == null) {
            return otherwise;
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException other) {
            return otherwise;
        }
    }

    /** The letter itself, apart from the fetched bytes of its neighbours: a letter that is kept must not keep megabytes. */
    public StoredLetter detached() {
        for (Header header : entry.headers()) {
            var unusedKey = header.key();
            var unusedValue = header.value();
        }
        return this;
    }

    /** The letter with the headers of ours alone, for a reader that keeps many letters: a producer's headers may take a megabyte. */
    public StoredLetter withoutPayload() {
        Headers kept = new RecordHeaders();
        ours().forEach((name, header) -> kept.add(name.key(), header.value()));
        return new StoredLetter(new ConsumerRecord<>(
                entry.topic(),
                entry.partition(),
                entry.offset(),
                entry.timestamp(),
                entry.timestampType(),
                ConsumerRecord.NULL_SIZE,
                ConsumerRecord.NULL_SIZE,
                NOTHING,
                NOTHING,
                kept,
                entry.leaderEpoch()));
    }

    /** Shows the place and the reason, never the payload. */
    @Override
    public String toString() {
        return "StoredLetter[" + place() + ", " + reason() + "]";
    }
}
