package io.eventbatcher.sandbox.stack;

import io.eventbatcher.deadletter.DeadLetterHeader;
import io.eventbatcher.deadletter.Reason;
import io.eventbatcher.sandbox.load.RecordFingerprint;
import io.eventbatcher.sandbox.load.plan.Fate;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * A record of the dead-letter topic.
 *
 * @param origin the source record
 * @param replays number of replays before the death, {@code dlq.replays}
 * @param id {@code dlq.id}
 * @param fingerprint of key, value and original headers
 * @param hasValue false if the letter came without the value of its source record
 */
public record DeadLetter(
        SourceOffset origin,
        int replays,
        String id,
        String reason,
        String message,
        UUID fingerprint,
        boolean hasValue) {
    public static DeadLetter of(ConsumerRecord<byte[], byte[]> letter) {
        RecordHeaders original = new RecordHeaders(letter.headers().toArray());
        DeadLetterHeader.removeAll(original);
        return new DeadLetter(
                SourceOffset.of(letter.headers()),
                Integer.parseInt(DeadLetterHeader.REPLAYS.in(letter.headers()).orElse("0")),
                text(DeadLetterHeader.ID, letter),
                text(DeadLetterHeader.REASON, letter),
                text(DeadLetterHeader.ERRORS_MESSAGE, letter),
                RecordFingerprint.of(letter.key(), letter.value(), original),
                letter.value() != null);
    }

    private static String text(DeadLetterHeader header, ConsumerRecord<byte[], byte[]> letter) {
        return header.in(letter.headers()).orElse("");
    }

    /** True if the reason is the one that the fate of the source record demands. */
    public boolean fits(Fate fate) {
        return switch (fate) {
            case CONFLICT -> is(Reason.UUID_CONFLICT);
            case INVALID -> is(Reason.INVALID_EVENT);
            case OVERSIZED -> is(Reason.INVALID_EVENT) || is(Reason.TOO_LARGE);
            case UNDECODABLE -> is(Reason.UNDECODABLE);
            case REJECTED -> is(Reason.REJECTED) || is(Reason.NOT_FOUND);
            case EXPIRED -> is(Reason.EXPIRED);
            case DELIVERED, DUPLICATE -> false;
        };
    }

    public boolean is(Reason expected) {
        return reason.equals(expected.label());
    }
}
