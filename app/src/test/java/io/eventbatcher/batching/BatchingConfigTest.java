package io.eventbatcher.batching;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;

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
