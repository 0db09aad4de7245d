package io.eventbatcher.deadletter;

import io.eventbatcher.record.Origin;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/**
 * Ids of dead letters: name-based, of the first origin and the number of replays. A dead letter that is written again keeps its id, and the
 * ids of an event's earlier and later letters can be computed.
 */
public final class DeadLetterId {
    private static final int LENGTH = 36;

    private DeadLetterId() {}

    public static UUID of(Origin origin, int replays) {
        return of(origin.topic(), origin.partition(), origin.offset(), replays);
    }

    public static UUID of(String topic, int partition, long offset, int replays) {
        String name = topic + '/' + partition + '/' + offset + '/' + replays;
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    /** The id of a text in the canonical form of a uuid; empty for any other text. */
    public static Optional<UUID> parse(String text) {
        if (text.length() != LENGTH) {
            return Optional.empty();
        }
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException other) {
            return Optional.empty();
        }
    }
}
