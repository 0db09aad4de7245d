package io.eventbatcher.delivery.settle;

import io.eventbatcher.config.TopicSettings;
import io.eventbatcher.delivery.Bench;
import io.eventbatcher.delivery.VirtualTime;
import io.eventbatcher.delivery.lane.ConsumerPositions;
import io.eventbatcher.delivery.lane.FollowUp;
import io.eventbatcher.delivery.lane.Lane;
import io.eventbatcher.delivery.lane.LaneBounds;
import io.eventbatcher.delivery.lane.PendingBatch;
import io.eventbatcher.delivery.lane.PendingRequest;
import io.eventbatcher.delivery.loop.DeliveryCounters;
import io.eventbatcher.ledger.OffsetMetadata;
import io.eventbatcher.ledger.Tally;
import io.eventbatcher.record.Receipt;
import io.eventbatcher.route.Route;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ApiException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;

/** A settler with a lane, and a Kafka that refuses when told to. */
abstract class SettlingWorld {
    static final TopicPartition PARTITION = new TopicPartition("hubspot.batches.behavioral", 0);
    static final TopicPartition OTHER = new TopicPartition("hubspot.batches.behavioral", 1);

    final VirtualTime time = new VirtualTime();
    final TopicSettings topics = TopicSettings.defaults();
    final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
    final List<RefusedProducer> producers = new ArrayList<>();
    final ConsumerPositions positions = new ConsumerPositions(consumer, topics, time);
    final Settler settler =
            new Settler(positions, this::producer, topics, time, new DeliveryCounters(), new Fencing("one", time));
    final Lane lane = lane(0, new OffsetMetadata(new Tally(100, 90, 0, 10), new BitSet()));
    final Map<String, ApiException> refusing = new HashMap<>();

    @Nullable
    KafkaException atCommit;

    @Nullable
    KafkaException atInit;

    Duration slowness = Duration.ZERO;

    Producer<byte[], byte[]> producer() {
        RefusedProducer fresh = new RefusedProducer(refusing);
        fresh.commitTransactionException = atCommit;
        fresh.initTransactionException = atInit;
        producers.add(fresh);
        time.advance(slowness);
        return fresh;
    }

    @BeforeEach
    void assign() {
        consumer.assign(List.of(PARTITION, OTHER));
        consumer.seek(PARTITION, 0);
        consumer.seek(OTHER, 0);
    }

    OffsetAndMetadata committed() {
        return committedBy(producers.get(producers.size() - 1));
    }

    static Lane lane(long committed, OffsetMetadata bookmark) {
        return new Lane(Route.BEHAVIORAL, 0, new LaneBounds(8, 500, 1_000_000), committed, bookmark);
    }

    void finishedBatch(long offset) {
        finishedBatch(lane, offset);
    }

    static void finishedBatch(Lane lane, long offset) {
        PendingBatch batch = new PendingBatch(Bench.batch(Route.BEHAVIORAL, Bench.event("e" + offset)), offset, 1);
        lane.accept(batch);
        PendingRequest request = lane.requests().takeNext();
        request.inputs().get(0).delivered(new Receipt.Request(204, null, 1, 5));
        lane.requests().apply(FollowUp.NONE);
    }

    OffsetAndMetadata committedBy(MockProducer<byte[], byte[]> producer) {
        return producer.consumerGroupOffsetsHistory().stream()
                .flatMap(ofGroups -> ofGroups.values().stream())
                .map(offsets -> offsets.get(PARTITION))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
    }
}
