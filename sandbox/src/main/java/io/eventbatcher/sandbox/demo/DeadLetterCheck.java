package io.eventbatcher.sandbox.demo;

import io.eventbatcher.deadletter.DeadLetterHeader;
import io.eventbatcher.deadletter.Reason;
import io.eventbatcher.sandbox.load.ExpectedDeadLetter;
import io.eventbatcher.sandbox.load.RecordFingerprint;
import io.eventbatcher.sandbox.load.plan.Fate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Compares the dead letters on the topic with those that must be there: each once, for the right reason, byte-identical. */
final class DeadLetterCheck {
    private final Map<Coordinates, ExpectedDeadLetter> missing = new HashMap<>();
    private final Map<String, Integer> found = new HashMap<>();
    private final Map<String, Integer> unexpected = new HashMap<>();
    private final Map<String, Integer> altered = new HashMap<>();

    /** Where a source record stood. */
    private record Coordinates(String topic, int partition, long offset) {}

    DeadLetterCheck(Set<ExpectedDeadLetter> expected) {
        expected.forEach(
                letter -> missing.put(new Coordinates(letter.topic(), letter.partition(), letter.offset()), letter));
    }

    void take(ConsumerRecord<byte[], byte[]> letter) {
        Coordinates coordinates = new Coordinates(
                DeadLetterHeader.ERRORS_TOPIC.in(letter.headers()).orElse(""),
                DeadLetterHeader.ERRORS_PARTITION
                        .in(letter.headers())
                        .map(Integer::parseInt)
                        .orElse(-1),
                DeadLetterHeader.ERRORS_OFFSET
                        .in(letter.headers())
                        .map(Long::parseLong)
                        .orElse(-1L));
        found.merge(coordinates.topic, 1, Integer::sum);
        ExpectedDeadLetter expected = missing.remove(coordinates);
        if (expected == null) {
            unexpected.merge(coordinates.topic, 1, Integer::sum);
            return;
        }
        boolean identical = fingerprint(letter).equals(expected.fingerprint());
        boolean rightReason = DeadLetterHeader.REASON
                .in(letter.headers())
                .map(reason -> fits(reason, expected.fate()))
                .orElse(false);
        if (!identical || !rightReason) {
            altered.merge(coordinates.topic, 1, Integer::sum);
        }
    }

    private static UUID fingerprint(ConsumerRecord<byte[], byte[]> letter) {
        RecordHeaders original = new RecordHeaders(letter.headers().toArray());
        DeadLetterHeader.removeAll(original);
        return RecordFingerprint.of(letter.key(), letter.value(), original);
    }

    private static boolean fits(String reason, Fate fate) {
        return switch (fate) {
            case CONFLICT -> reason.equals(Reason.UUID_CONFLICT.label());
            case INVALID -> reason.equals(Reason.INVALID_EVENT.label());
            case UNDECODABLE -> reason.equals(Reason.UNDECODABLE.label());
            case REJECTED -> reason.equals(Reason.REJECTED.label()) || reason.equals(Reason.NOT_FOUND.label());
            case EXPIRED -> reason.equals(Reason.EXPIRED.label());
            case DELIVERED, DUPLICATE -> false;
        };
    }

    long found(String topic) {
        return found.getOrDefault(topic, 0);
    }

    long unexpected(String topic) {
        return unexpected.getOrDefault(topic, 0);
    }

    long altered(String topic) {
        return altered.getOrDefault(topic, 0);
    }

    long missing(String topic) {
        return missing.keySet().stream()
                .filter(coordinates -> coordinates.topic.equals(topic))
                .count();
    }
}
