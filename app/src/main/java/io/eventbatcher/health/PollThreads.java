package io.eventbatcher.health;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/** Whether the threads that poll Kafka still do, by the consumers' own account: a thread that hangs looks alive to everybody else. */
public final class PollThreads {
    /** Longer than any call of a poll thread may block (60 s), and shorter than the group waits for it (5 min). */
    static final Duration LONGEST_SILENCE = Duration.ofMinutes(4);

    private static final String LAST_POLL = "last-poll-seconds-ago";
    private static final String GROUP = "consumer-metrics";

    private PollThreads() {}

    /**
     * What is wrong with the poll threads of a half, as a clause; empty when each of them polled of late.
     *
     * @param half what it is called
     * @param metrics of its Kafka clients
     */
    public static Optional<String> trouble(String half, Map<MetricName, ? extends Metric> metrics) {
        List<Double> silences = silences(metrics);
        if (silences.isEmpty()) {
            return Optional.of(half + " has no thread that polls");
        }
        return silences.stream()
                .filter(seconds -> seconds < 0 || seconds > LONGEST_SILENCE.toSeconds())
                .findFirst()
                .map(seconds -> seconds < 0
                        ? half + " has not polled yet"
                        : "%s has not polled for %,.0f s".formatted(half, seconds));
    }

    /** In seconds, one for each consumer that is in a group; negative for one that has never polled. */
    private static List<Double> silences(Map<MetricName, ? extends Metric> metrics) {
        List<Double> silences = new ArrayList<>();
        metrics.forEach((name, metric) -> {
            if (name.name().equals(LAST_POLL)
                    && name.group().equals(GROUP)
                    && !restores(name)
                    && metric.metricValue() instanceof Double seconds) {
                silences.add(seconds);
            }
        });
        return silences;
    }

    /** Kafka Streams has consumers that poll only while there is something to restore. */
    private static boolean restores(MetricName name) {
        return name.tags().getOrDefault("client-id", "").endsWith("-restore-consumer");
    }
}
