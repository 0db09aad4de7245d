package io.eventbatcher.delivery.lane;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.eventbatcher.config.Settings;
import io.eventbatcher.fixtures.LogCapture;
import io.eventbatcher.time.Clocks;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class AssignedLanesTest {
    private static final Settings SETTINGS =
            Settings.of(Map.of("kafka.bootstrap-servers", "broker:9092", "registry.url", "http://registry:8081"));

    @Test
    void shouldTellTheLanesOfANeighbourInALine() {
        // Given
        List<TopicPartition> partitions = IntStream.range(0, 8)
                .mapToObj(lane -> new TopicPartition("hubspot.batches.behavioral", lane))
                .toList();
        MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
        consumer.assign(partitions);
        AssignedLanes lanes = new AssignedLanes(
                consumer, new ConsumerPositions(consumer, SETTINGS.topics(), Clocks.SYSTEM), SETTINGS);
        try (LogCapture log = new LogCapture(AssignedLanes.class)) {
            // When
            lanes.assigned(partitions, Map.of(partitions.get(0), new OffsetAndMetadata(24, "")));
            lanes.drop(partitions);

            // Then
            assertThat(log.events())
                    .extracting(ILoggingEvent::getMessage)
                    .filteredOn(message -> message.startsWith("Lanes"))
                    .containsExactly("Lanes assigned.", "Lanes let go.");
            assertThat(log.events()
                            .get(log.events().size() - 2)
                            .getKeyValuePairs()
                            .toString())
                    .contains("behavioral-0 from 24", "behavioral-7 from the beginning");
        }
    }
}
