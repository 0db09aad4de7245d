package io.eventbatcher.health;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/** A check of the threads that poll Kafka, by the consumers' own metrics: by any other sign a thread that hangs looks alive. */
public final class PollThreads {
    /** Longer than any call of a poll thread may block (60 s), and shorter than the group waits for it (5 min). */
    public static final Duration LONGEST_SILENCE = Duration.ofMinutes(4);

    private static final String LAST_POLL = "last-poll-seconds-ago";
    private static final String GROUP = "consumer-metrics";

    private PollThreads() {}

    /**
     * The trouble of a half's poll threads, as a clause; empty if each thread has polled within {@link #LONGEST_SILENCE}.
     *
     * @param half the half's name
     * @param metrics the metrics of the half's Kafka clients
     */
    public static Optional<String> trouble(String half, Map<MetricName, ? extends Metric> metrics) {
        return trouble(half, metrics, LONGEST_SILENCE);
    }

    /** @param most the longest silence of a thread that is well */
    public static Optional<String> trouble(String half, Map<MetricName, ? extends Metric> metrics, Duration most) {
        List<Double> silences = silences(metrics);
        if (silences.isEmpty()) {
            return Optional.of(half + " has no thread that polls");
        }
        return silences.stream()
                .filter(seconds -> seconds < 0 || seconds > most.toSeconds())
                .findFirst()
                .map(seconds -> seconds < 0
                        ? half + " has not polled yet"
                        : "%s has not polled for %,.0f s".formatted(half, seconds));
    }

    /** Seconds since the last poll, for each consumer of a group; negative for a consumer that has never polled. */
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

    /** True for the restore consumers of Kafka Streams, which poll only during a restore. */
    private static boolean restores(MetricName name) {
        return name.tags().getOrDefault("client-id", "").endsWith("-restore-consumer");
    }
}
