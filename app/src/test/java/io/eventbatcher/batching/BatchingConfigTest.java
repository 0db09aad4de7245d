package io.eventbatcher.batching;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchingConfigTest {
    @Test
    void shouldLetTheOperatorTuneButNotWeaken() {
        // When
        Properties properties = BatchingConfig.properties(Flow.settings(
                Path.of("state"), "kafka: { bootstrap-servers: 'b:1', properties: { commit.interval.ms: '500' } }"));

        // Then
        StreamsConfig config = new StreamsConfig(properties);
        assertThat(config.getLong(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG)).isEqualTo(500);
        assertThat(config.getString(StreamsConfig.PROCESSING_GUARANTEE_CONFIG)).isEqualTo("exactly_once_v2");
        assertThat(config.getMainConsumerConfigs("group", "client", 0))
                .containsEntry("isolation.level", "read_committed")
                .containsEntry("auto.offset.reset", "earliest");
        assertThat(config.getProducerConfigs("client"))
                .containsEntry("max.request.size", 4_000_000)
                .containsEntry("transaction.timeout.ms", 10_000)
                .containsEntry("compression.type", "lz4");
    }

    @ParameterizedTest
    @CsvSource({
        "session.timeout.ms, 20000",
        "max.poll.records, 7",
        "max.partition.fetch.bytes, 12345",
        "reconnect.backoff.max.ms, 3000"
    })
    void shouldLetTheOperatorTuneConsumersWithoutAPrefixAndWithOne(String property, int value) {
        assertThat(streams(property, value).getMainConsumerConfigs("group", "client", 0))
                .containsEntry(property, String.valueOf(value));
        assertThat(streams("consumer." + property, value).getMainConsumerConfigs("group", "client", 0))
                .containsEntry(property, String.valueOf(value));
    }

    @ParameterizedTest
    @CsvSource({"compression.type, zstd", "batch.size, 9999", "buffer.memory, 55555555"})
    void shouldLetTheOperatorTuneProducersWithoutAPrefixAndWithOne(String property, String value) {
        assertThat(streams(property, value).getProducerConfigs("client")).containsEntry(property, value);
        assertThat(streams("producer." + property, value).getProducerConfigs("client"))
                .containsEntry(property, value);
    }

    private static StreamsConfig streams(String property, Object value) {
        return new StreamsConfig(BatchingConfig.properties(Flow.settings(
                Path.of("state"),
                "kafka: { bootstrap-servers: 'b:1', properties: { %s: '%s' } }".formatted(property, value))));
    }

    @Test
    void shouldShowMetricsNowhereElseUnlessTheOperatorWants() {
        // When
        Properties ours =
                BatchingConfig.properties(Flow.settings(Path.of("state"), "kafka: { bootstrap-servers: 'b:1' }"));
        Properties theirs = BatchingConfig.properties(
                Flow.settings(
                        Path.of("state"),
                        "kafka: { bootstrap-servers: 'b:1', properties: { metric.reporters: org.apache.kafka.common.metrics.JmxReporter } }"));

        // Then
        assertThat(new StreamsConfig(ours).getMainConsumerConfigs("group", "client", 0))
                .containsEntry("metric.reporters", "")
                .containsEntry("enable.metrics.push", "false");
        assertThat(new StreamsConfig(theirs).getMainConsumerConfigs("group", "client", 0))
                .containsEntry("metric.reporters", "org.apache.kafka.common.metrics.JmxReporter");
    }
}
