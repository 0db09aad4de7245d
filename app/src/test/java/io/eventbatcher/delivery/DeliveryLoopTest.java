package io.eventbatcher.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventbatcher.config.Settings;
import io.eventbatcher.delivery.loop.Mailbox;
import io.eventbatcher.record.Batch;
import io.eventbatcher.route.Route;
import io.eventbatcher.time.Clocks;
import io.eventbatcher.time.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rare moments that no broker produces at will, poll by poll. */
class DeliveryLoopTest {
    private static final TopicPartition FIRST = new TopicPartition("hubspot.batches.behavioral", 0);
    private static final TopicPartition SECOND = new TopicPartition("hubspot.batches.behavioral", 1);
    private static final long PURGED = 7;

    private final FakeHubSpot hubSpot = new FakeHubSpot();
    private final List<MockProducer<byte[], byte[]>> producers = new ArrayList<>();
    private final LosingConsumer consumer = new LosingConsumer();
    private final AheadClocks clocks = new AheadClocks();
    private final DeliveryLoop loop = loop();

    private DeliveryLoop loop() {
        Settings settings = Bench.settings("");
        DeliveryPorts ports = new DeliveryPorts(
                consumer,
                this::producer,
                () -> {
                    throw new IllegalStateException("not started");
                },
                hubSpot,
                new Mailbox(),
                (delay, action) -> {},
                clocks,
                new Random(7));
        return new DeliveryAssembly(settings, ports).loop;
    }

    private MockProducer<byte[], byte[]> producer() {
        MockProducer<byte[], byte[]> fresh = new MockProducer<>(
                true, new RoundRobinPartitioner(), new ByteArraySerializer(), new ByteArraySerializer());
        producers.add(fresh);
        return fresh;
    }

    /** The machine's clocks, which a test sets ahead of what it need not wait for. */
    private static final class AheadClocks implements Clocks {
        private Duration ahead = Duration.ZERO;

        @Override
        public Instant instant() {
            return SYSTEM.instant().plus(ahead);
        }

        @Override
        public Moment moment() {
            return SYSTEM.moment().plus(ahead);
        }
    }

    /** A consumer that can lose its membership. */
    private static final class LosingConsumer extends MockConsumer<byte[], byte[]> {
        private @Nullable ConsumerRebalanceListener listener;
        private @Nullable Runnable silence;
        private int silences;

        LosingConsumer() {
            super("none");
        }

        @Override
        public synchronized void subscribe(Collection<String> topics, ConsumerRebalanceListener told) {
            listener = told;
            super.subscribe(topics, told);
        }

        /** It never sleeps, and what a poll has found is not to be lost to the test. */
        @Override
        public synchronized void wakeup() {}

        /** Kafka does not tell the committed offsets so many times. */
        void keepsSilent(int times, Runnable meanwhile) {
            silences = times;
            silence = meanwhile;
        }

        @Override
        public synchronized Map<TopicPartition, OffsetAndMetadata> committed(
                Set<TopicPartition> lanes, Duration patience) {
            if (silence != null && silences-- > 0) {
                silence.run();
                throw new TimeoutException("silent");
            }
            return super.committed(lanes, patience);
        }

        void lose(TopicPartition lane) {
            Objects.requireNonNull(listener).onPartitionsLost(List.of(lane));
        }

        void giveBack(TopicPartition lane) {
            Objects.requireNonNull(listener).onPartitionsAssigned(List.of(lane));
        }
    }

    @Test
    void shouldSendNothingMoreWhenTheStopComesDuringARevocation() throws Exception {
        // Given a lane whose answer does not come, and one that has something to send
        consumer.updateBeginningOffsets(Map.of(FIRST, 0L, SECOND, 0L));
        hubSpot.hold();
        consumer.schedulePollTask(() -> {
            consumer.rebalance(List.of(FIRST, SECOND));
            consumer.addRecord(batch(FIRST));
        });
        consumer.schedulePollTask(() -> {
            loop.stop(Duration.ofMillis(300));
            consumer.rebalance(List.of(SECOND));
            consumer.addRecord(batch(SECOND));
        });

        // When
        loop.run();

        // Then
        assertThat(hubSpot.requests).hasSize(1);
    }

    @Test
    void shouldNotSeemToHangWhileKafkaDoesNotSayForMinutesWhereTheLanesBegin() throws Exception {
        // Given
        List<Optional<String>> seen = new ArrayList<>();
        assign();
        consumer.keepsSilent(100, () -> {
            clocks.ahead = clocks.ahead.plusSeconds(5);
            seen.add(loop.hanging());
        });
        consumer.schedulePollTask(() -> loop.stop(Duration.ofMillis(300)));

        // When
        loop.run();

        // Then
        assertThat(seen).hasSize(100).containsOnly(Optional.empty());
        clocks.ahead = clocks.ahead.plusSeconds(241);
        assertThat(loop.hanging())
                .hasValueSatisfying(
                        hangs -> assertThat(hangs).startsWith("delivery hangs: its thread has done nothing for 24"));
    }

    @Test
    void shouldSendNothingAgainWhenALaneIsLostAndComesBackAsItWas() throws Exception {
        // Given
        consumer.updateBeginningOffsets(Map.of(FIRST, 0L));
        hubSpot.hold();
        consumer.schedulePollTask(() -> {
            consumer.rebalance(List.of(FIRST));
            consumer.addRecord(batch(FIRST));
        });

        // When
        consumer.schedulePollTask(() -> {
            consumer.lose(FIRST);
            hubSpot.release(0);
        });
        consumer.schedulePollTask(() -> consumer.giveBack(FIRST));
        consumer.schedulePollTask(() -> loop.stop(Duration.ofMillis(300)));
        loop.run();

        // Then
        assertThat(hubSpot.requests).hasSize(1);
        assertThat(producers.get(0).history()).extracting(ProducerRecord::topic).contains("hubspot.receipts");
        assertThat(consumer.position(FIRST)).isEqualTo(1);
    }

    @Test
    void shouldBeginALostLaneAnewWhenAnotherInstanceHasSettled() throws Exception {
        // Given
        consumer.updateBeginningOffsets(Map.of(FIRST, 0L));
        consumer.schedulePollTask(() -> {
            consumer.rebalance(List.of(FIRST));
            consumer.addRecord(batch(FIRST));
        });

        // When
        consumer.schedulePollTask(() -> {
            consumer.lose(FIRST);
            consumer.commitSync(Map.of(FIRST, new OffsetAndMetadata(PURGED)));
        });
        consumer.schedulePollTask(() -> {
            consumer.seek(FIRST, PURGED);
            consumer.giveBack(FIRST);
        });
        consumer.schedulePollTask(() -> loop.stop(Duration.ofMillis(300)));
        loop.run();

        // Then
        assertThat(consumer.position(FIRST)).isEqualTo(PURGED);
    }

    @Test
    void shouldLeaveLanesAloneThatAnotherInstanceHasSettledAndPurged() {
        // Given
        assign();
        consumer.schedulePollTask(() -> consumer.commitSync(
                Map.of(FIRST, new OffsetAndMetadata(PURGED), SECOND, new OffsetAndMetadata(PURGED))));
        missOffsets();
        consumer.schedulePollTask(() -> loop.stop(Duration.ofMillis(300)));

        // When, then
        assertThatCode(loop::run).doesNotThrowAnyException();
        assertThat(consumer.paused()).containsExactlyInAnyOrder(FIRST, SECOND);
    }

    @Test
    void shouldStopWhenBatchesAreGoneThatNobodySettled() {
        // Given
        assign();
        missOffsets();
        consumer.schedulePollTask(() -> loop.stop(Duration.ofMillis(300)));

        // When, then
        assertThatThrownBy(loop::run).isInstanceOf(OffsetOutOfRangeException.class);
    }

    private void assign() {
        consumer.updateBeginningOffsets(Map.of(FIRST, 0L, SECOND, 0L));
        consumer.schedulePollTask(() -> consumer.rebalance(List.of(FIRST, SECOND)));
    }

    private void missOffsets() {
        consumer.schedulePollTask(() -> consumer.setPollException(
                new OffsetOutOfRangeException(Map.of(FIRST, PURGED - 1, SECOND, PURGED - 1))));
    }

    private static ConsumerRecord<byte[], byte[]> batch(TopicPartition lane) {
        Batch batch = new Batch(
                Route.BEHAVIORAL,
                lane.partition(),
                0,
                Batch.ClosedBy.LINGER,
                List.of(Bench.event("e" + lane.partition())));
        return new ConsumerRecord<>(lane.topic(), lane.partition(), 0, new byte[0], batch.toBytes());
    }
}
