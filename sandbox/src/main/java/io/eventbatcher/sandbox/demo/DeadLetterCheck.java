package io.eventbatcher.sandbox.demo;

import io.eventbatcher.sandbox.load.ExpectedDeadLetter;
import io.eventbatcher.sandbox.stack.DeadLetter;
import io.eventbatcher.sandbox.stack.SourceOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Compares the dead letters on the topic with the expected ones: each once, for the right reason, byte-identical. */
final class DeadLetterCheck {
    private final Map<SourceOffset, ExpectedDeadLetter> missing = new HashMap<>();
    private final Map<String, Integer> found = new HashMap<>();
    private final Map<String, Integer> unexpected = new HashMap<>();
    private final Map<String, Integer> altered = new HashMap<>();

    DeadLetterCheck(Set<ExpectedDeadLetter> expected) {
        expected.forEach(
                letter -> missing.put(new SourceOffset(letter.topic(), letter.partition(), letter.offset()), letter));
    }

    void take(ConsumerRecord<byte[], byte[]> read) {
        DeadLetter letter = DeadLetter.of(read);
        String topic = letter.origin().topic();
        found.merge(topic, 1, Integer::sum);
        ExpectedDeadLetter expected = missing.remove(letter.origin());
        if (expected == null) {
            unexpected.merge(topic, 1, Integer::sum);
        } else if (!letter.fingerprint().equals(expected.fingerprint()) || !letter.fits(expected.fate())) {
            altered.merge(topic, 1, Integer::sum);
        }
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
                .filter(origin -> origin.topic().equals(topic))
                .count();
    }
}
