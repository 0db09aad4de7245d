package io.eventbatcher.batching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmallPartsTest {
    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -1, 0, 5, Long.MAX_VALUE})
    void shouldNeverExtractATimestampForWhichStreamsWouldDropTheRecord(long timestamp) {
        // Given
        ConsumerRecord<Object, Object> record = new ConsumerRecord<>(
                "topic",
                0,
                0,
                timestamp,
                TimestampType.CREATE_TIME,
                0,
                0,
                "key",
                "value",
                new RecordHeaders(),
                java.util.Optional.empty());

        // When
        long extracted = new SafeTimestamps().extract(record, -1);

        // Then
        assertThat(extracted).isEqualTo(Math.max(0, timestamp));
    }

    @Test
    void shouldSendABatchToThePartitionOfItsLane() {
        assertThat(new LanePartitioner().partitions("batches", LanePartitioner.key(5), new byte[0], 8))
                .contains(Set.of(5));
    }

    @Test
    void shouldRefuseALaneThatTheTopicDoesNotHave() {
        assertThatThrownBy(() -> new LanePartitioner().partitions("batches", LanePartitioner.key(8), new byte[0], 8))
                .hasMessageContaining("drained");
    }

    @Test
    void shouldReplaceAThreadThatDiedAfterARest() {
        // Given
        List<Duration> pauses = new ArrayList<>();

        // When
        StreamThreadExceptionResponse response = new ReplaceThread(pauses::add)
                .handle(new StreamsException("process", new IllegalStateException("bug")));

        // Then
        assertThat(response).isEqualTo(StreamThreadExceptionResponse.REPLACE_THREAD);
        assertThat(pauses).hasSize(1);
    }

    @Test
    void shouldNotGoOnInABrokenJvm() {
        assertThat(new ReplaceThread(pause -> {}).handle(new StreamsException(new OutOfMemoryError())))
                .isEqualTo(StreamThreadExceptionResponse.SHUTDOWN_CLIENT);
    }

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
}
