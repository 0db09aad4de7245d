package io.eventbatcher.batching.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.batching.position.PartitionPositions;
import io.eventbatcher.ledger.ReadPosition;
import io.eventbatcher.time.Clocks;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.Metadata;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.internals.SubscriptionState;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;

/** A consumer that has no broker yet. */
class PausingConsumerTest {
    private static final TopicPartition PARTITION = new TopicPartition("t", 0);

    private final PausedPartitions paused = new PausedPartitions();
    private final PartitionPositions positions = new PartitionPositions(paused, Clocks.SYSTEM);

    @Test
    void shouldNotReadAgainWhatIsCountedWhenKafkaStreamsResetsThePartition() {
        try (PausingConsumer consumer = consumer()) {
            // Given a partition that flows
            flow(consumer);

            // When
            consumer.seekToBeginning(Set.of(PARTITION));

            // Then
            assertThat(positions.holds(PARTITION)).isTrue();
        }
    }

    /** Kafka Streams would have the partition begin anew, and the loss would not be noticed. */
    @Test
    void shouldHoldAPartitionWhoseTruncationIsToldInAnswerToAQuestion() throws ReflectiveOperationException {
        try (PausingConsumer consumer = consumer()) {
            // Given a partition that flows, and whose log branched off between two polls
            flow(consumer);
            consumer.poll(Duration.ZERO);
            truncate(consumer, 5);

            // When
            consumer.poll(Duration.ZERO);

            // Then
            assertThat(positions.holds(PARTITION)).isTrue();
        }
    }

    private PausingConsumer consumer() {
        return new PausingConsumer(Map.of("bootstrap.servers", "127.0.0.1:1"), paused, positions, new HashSet<>());
    }

    private void flow(PausingConsumer consumer) {
        consumer.assign(Set.of(PARTITION));
        positions.begin(PARTITION, new ReadPosition(Uuid.ZERO_UUID, 10, 0, 0, 0));
        consumer.seek(PARTITION, 10);
        consumer.poll(Duration.ZERO);
    }

    /** As the client keeps a broker's answer that comes while nobody polls. */
    private static void truncate(PausingConsumer consumer, long end) throws ReflectiveOperationException {
        Object delegate = value(KafkaConsumer.class, "delegate", consumer);
        SubscriptionState subscriptions = (SubscriptionState) value(delegate.getClass(), "subscriptions", delegate);
        Node leader = new Node(1, "127.0.0.1", 1);
        subscriptions.seekUnvalidated(
                PARTITION,
                new SubscriptionState.FetchPosition(
                        10, Optional.of(0), new Metadata.LeaderAndEpoch(Optional.of(leader), Optional.of(1))));
        Object fetcher = value(delegate.getClass(), "offsetFetcher", delegate);
        Object utils = value(fetcher.getClass(), "offsetFetcherUtils", fetcher);
        Object validator = value(utils.getClass(), "positionsValidator", utils);
        Method keep = validator.getClass().getDeclaredMethod("maybeSetError", RuntimeException.class);
        keep.setAccessible(true);
        keep.invoke(
                validator,
                new LogTruncationException(Map.of(PARTITION, 10L), Map.of(PARTITION, new OffsetAndMetadata(end))));
    }

    private static Object value(Class<?> type, String name, Object of) throws ReflectiveOperationException {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field.get(of);
    }
}
