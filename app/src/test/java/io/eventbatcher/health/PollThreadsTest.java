package io.eventbatcher.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.junit.jupiter.api.Test;

class PollThreadsTest {
    private final Map<MetricName, Metric> metrics = new HashMap<>();

    @Test
    void shouldFindNothingWrongWithThreadsThatPoll() {
        // Given, and one that polls only while it restores
        polledAgo("thread-1-consumer", 0);
        polledAgo("thread-2-consumer", 120);
        polledAgo("thread-1-restore-consumer", 4_000);

        // When
        Optional<String> trouble = PollThreads.trouble("batching", metrics);

        // Then
        assertThat(trouble).isEmpty();
    }

    @Test
    void shouldFindTheOneThatHangs() {
        // Given
        polledAgo("thread-1-consumer", 0);
        polledAgo("thread-2-consumer", 241);

        // When
        Optional<String> trouble = PollThreads.trouble("batching", metrics);

        // Then
        assertThat(trouble).hasValue("batching has not polled for 241 s");
    }

    @Test
    void shouldNotTakeAThreadThatHasNotBegunForAGoodOne() {
        // Given Kafka's word for never
        polledAgo("consumer", -1);

        // When
        Optional<String> trouble = PollThreads.trouble("delivery", metrics);

        // Then
        assertThat(trouble).hasValue("delivery has not polled yet");
    }

    @Test
    void shouldMissThreadsThatAreNotThere() {
        // When
        Optional<String> trouble = PollThreads.trouble("batching", metrics);

        // Then
        assertThat(trouble).hasValue("batching has no thread that polls");
    }

    private void polledAgo(String client, double seconds) {
        MetricName name = new MetricName("last-poll-seconds-ago", "consumer-metrics", "", Map.of("client-id", client));
        metrics.put(name, new Metric() {
            @Override
            public MetricName metricName() {
                return name;
            }

            @Override
            public Object metricValue() {
                return seconds;
            }
        });
    }
}
