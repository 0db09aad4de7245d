package io.eventbatcher.config.source;

import io.eventbatcher.config.KafkaSettings;
import io.eventbatcher.config.table.Values;
import java.util.List;
import java.util.Map;

/** Checks the numbers in Kafka's properties, alone and in pairs. */
final class KafkaNumbers {
    /** Streams must commit well within a transaction. */
    private static final int LONGEST_COMMIT_INTERVAL_MILLIS = 5_000;

    private final Values values;
    private final Map<String, Long> numbers;

    /** @param numbers valid numbers by the names of their properties */
    KafkaNumbers(Values values, Map<String, Long> numbers) {
        this.values = values;
        this.numbers = numbers;
    }

    void check() {
        for (String prefix : List.of("", "main.consumer.", "consumer.")) {
            below(prefix + "heartbeat.interval.ms", prefix + "session.timeout.ms", "a member would be thought dead");
            below(prefix + "fetch.max.wait.ms", prefix + "request.timeout.ms", "an idle fetch would time out");
        }
        for (String prefix : List.of("", "producer.")) {
            below(prefix + "request.timeout.ms", prefix + "delivery.timeout.ms", "Kafka's producer refuses that");
        }
        below("request.timeout.ms", "default.api.timeout.ms", "no request could be repeated");
        commitInterval();
    }

    private void commitInterval() {
        String name = "commit.interval.ms";
        Long millis = numbers.get(name);
        if (millis != null && (millis < 1 || millis > LONGEST_COMMIT_INTERVAL_MILLIS)) {
            refuse(
                    name,
                    millis + " is out of range; allowed are 1 to " + LONGEST_COMMIT_INTERVAL_MILLIS
                            + ", because a transaction lasts so long and its timeout is 10 s");
        }
    }

    private void below(String less, String more, String otherwise) {
        Long small = numbers.get(less);
        Long large = numbers.get(more);
        if (small != null && large != null && small >= large) {
            refuse(less, small + " must be less than " + more + " (" + large + "): " + otherwise);
        }
    }

    private void refuse(String name, String sentence) {
        values.refuse(KafkaSettings.PROPERTIES + "." + name, sentence);
    }
}
