package io.eventbatcher.delivery.settle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventbatcher.config.TopicSettings;
import io.eventbatcher.deadletter.DeadLetter;
import io.eventbatcher.deadletter.Reason;
import io.eventbatcher.delivery.Bench;
import io.eventbatcher.delivery.VirtualTime;
import io.eventbatcher.delivery.lane.BatchedItem;
import io.eventbatcher.delivery.lane.ConsumerPositions;
import io.eventbatcher.delivery.lane.FollowUp;
import io.eventbatcher.delivery.lane.ItemOutcome;
import io.eventbatcher.delivery.lane.Lane;
import io.eventbatcher.delivery.lane.LaneBounds;
import io.eventbatcher.delivery.lane.PendingBatch;
import io.eventbatcher.delivery.lane.PendingRequest;
import io.eventbatcher.delivery.loop.DeliveryCounters;
import io.eventbatcher.delivery.loop.DeliveryFailedException;
import io.eventbatcher.ledger.OffsetMetadata;
import io.eventbatcher.ledger.Tally;
import io.eventbatcher.record.Receipt;
import io.eventbatcher.route.Route;
import java.time.Duration;
import java.time.Instant;
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
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SettlerTest {
    private static final TopicPartition PARTITION = new TopicPartition("hubspot.batches.behavioral", 0);
    private static final TopicPartition OTHER = new TopicPartition("hubspot.batches.behavioral", 1);

    private final VirtualTime time = new VirtualTime();
    private final TopicSettings topics = TopicSettings.defaults();
    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
    private final List<RefusedProducer> producers = new ArrayList<>();
    private final ConsumerPositions positions = new ConsumerPositions(consumer, topics, time);
    private final Settler settler =
            new Settler(positions, this::producer, topics, time, new DeliveryCounters(), new Fencing("one", time));
    private final Lane lane = lane(0, new OffsetMetadata(new Tally(100, 90, 0, 10), new BitSet()));
    private final Map<String, ApiException> refusing = new HashMap<>();
    private @Nullable KafkaException atCommit;
    private @Nullable KafkaException atInit;
    private Duration slowness = Duration.ZERO;

    private Producer<byte[], byte[]> producer() {
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

    @Test
    void shouldSettleReceiptsLedgerAndOffsetsInOneTransaction() {
        // Given
        finishedBatch(0);
        finishedBatch(3);

        // When
        settler.settleNow(List.of(lane));

        // Then
        MockProducer<byte[], byte[]> producer = producers.get(0);
        assertThat(producer.commitCount()).isEqualTo(1);
        assertThat(producer.history())
                .extracting(sent -> sent.topic() + " " + new String(sent.key(), UTF_8))
                .containsExactly(
                        "hubspot.receipts behavioral-0-0",
                        "hubspot.receipts behavioral-0-3",
                        "hubspot.ledger delivery/behavioral/0");
        Tally tally = new Tally(102, 92, 0, 10);
        assertThat(Tally.parse(producer.history().get(2).value())).isEqualTo(tally);
        assertThat(committedBy(producer)).isEqualTo(new OffsetAndMetadata(4, tally.toJson()));
        assertThat(lane.drained()).isTrue();
    }

    @Test
    void shouldSettleAtTheUsualIntervalAfterTheClockWasSetBack() {
        // Given
        finishedBatch(0);
        settler.settle(List.of(lane));
        finishedBatch(3);
        time.step(Duration.ofMinutes(-10));
        time.advance(Settler.INTERVAL);

        // When
        boolean settled = settler.settle(List.of(lane));

        // Then
        assertThat(settled).isTrue();
        assertThat(producers.get(0).commitCount()).isEqualTo(2);
    }

    @Test
    void shouldSettleAgainWhatAFailedTransactionDidNotCommit() {
        // Given
        finishedBatch(0);
        atCommit = new TimeoutException("no answer");
        settler.settleNow(List.of(lane));
        atCommit = null;

        // When
        settler.settleNow(List.of(lane));

        // Then
        assertThat(producers).hasSize(2);
        assertThat(producers.get(0).closed()).isTrue();
        assertThat(producers.get(1).history()).hasSize(2);
        assertThat(committedBy(producers.get(1)).offset()).isEqualTo(1);
    }

    @Test
    void shouldNotSettleAgainWhatAFailedTransactionCommittedAllTheSame() {
        // Given a commit whose answer was lost, and a batch that finished since
        finishedBatch(0);
        atCommit = new TimeoutException("no answer");
        settler.settleNow(List.of(lane));
        atCommit = null;
        consumer.commitSync(Map.of(PARTITION, new OffsetAndMetadata(1)));
        finishedBatch(1);

        // When
        settler.settleNow(List.of(lane));

        // Then
        assertThat(producers.get(1).history())
                .extracting(sent -> new String(sent.key(), UTF_8))
                .containsExactly("behavioral-0-1", "delivery/behavioral/0");
        assertThat(committedBy(producers.get(1)).metadata()).isEqualTo(new Tally(102, 92, 0, 10).toJson());
    }

    @Test
    void shouldSettleAgainWhatAFailedTransactionDidNotCommitBeyondTheOffset() {
        // Given a lane that is left with an unfinished batch before a finished one, and a commit that failed
        lane.accept(new PendingBatch(Bench.batch(Route.BEHAVIORAL, Bench.event("unanswered")), 0, 1));
        var unused = lane.requests().takeNext();
        finishedBatch(1);
        lane.settleUnfinished();
        consumer.commitSync(Map.of(PARTITION, new OffsetAndMetadata(0, new Tally(100, 90, 0, 10).toJson())));
        atCommit = new TimeoutException("no answer");
        settler.settleNow(List.of(lane));
        atCommit = null;

        // When
        settler.settleNow(List.of(lane));

        // Then
        BitSet second = new BitSet();
        second.set(1);
        assertThat(committedBy(producers.get(1)))
                .isEqualTo(new OffsetAndMetadata(0, new OffsetMetadata(new Tally(101, 91, 0, 10), second).toJson()));
        assertThat(producers.get(1).history())
                .extracting(sent -> new String(sent.key(), UTF_8))
                .containsExactly("behavioral-0-1", "delivery/behavioral/0");
        assertThat(settler.settleNow(List.of(lane))).isFalse();
    }

    @Test
    void shouldCommitThePositionPastTheMarkersOfADrainedLane() {
        // Given
        finishedBatch(0);
        consumer.seek(PARTITION, 2);
        positions.trust(true);

        // When
        settler.settleNow(List.of(lane));

        // Then
        assertThat(committedBy(producers.get(0)).offset()).isEqualTo(2);
    }

    @Test
    void shouldNotCommitAPositionWhoseRecordsNobodyHolds() {
        // Given
        finishedBatch(0);
        consumer.seek(PARTITION, 7);
        positions.trust(false);

        // When
        settler.settleNow(List.of(lane));

        // Then
        assertThat(committedBy(producers.get(0)).offset()).isEqualTo(1);
    }

    @Test
    void shouldNotCommitThePositionOfALaneThatHoldsMore() {
        // Given
        finishedBatch(0);
        lane.accept(new PendingBatch(Bench.batch(Route.BEHAVIORAL, Bench.event("unsent")), 5, 1));
        consumer.seek(PARTITION, 7);
        positions.trust(true);

        // When
        settler.settleNow(List.of(lane));

        // Then
        assertThat(committedBy(producers.get(0)).offset()).isEqualTo(1);
    }

    @Test
    void shouldSurviveOneFencingAndStopWhenItGoesOn() {
        // Given
        finishedBatch(0);
        atCommit = new ProducerFencedException("fenced");
        for (int i = 1; i < Fencing.TIMES; i++) {
            settler.settleNow(List.of(lane));
        }

        // When, then
        assertThatThrownBy(() -> settler.settleNow(List.of(lane)))
                .isInstanceOf(DeliveryFailedException.class)
                .hasMessageContaining("Another instance named 'one'");
    }

    @Test
    void shouldFenceItsSuccessorNoOftenerThanThatBears() {
        // Given an instance that stops, and one of its name that always comes between
        finishedBatch(0);
        settler.leave();
        atCommit = new ProducerFencedException("fenced");

        // When
        for (int i = 0; i <= 2 * Fencing.TIMES; i++) {
            settler.settleNow(List.of(lane));
        }

        // Then
        assertThat(producers).hasSize(Fencing.TIMES);
        assertThat(settler.behind()).isFalse();
    }

    @Test
    void shouldKnowOfItsSuccessorUntilItHasSettled() {
        // Given an instance that was fenced, and then fails for another reason
        finishedBatch(0);
        atCommit = new ProducerFencedException("fenced");
        settler.settleNow(List.of(lane));
        atCommit = new TimeoutException("no answer");

        // When
        settler.settleNow(List.of(lane));

        // Then
        assertThat(settler.fenced()).isTrue();
        atCommit = null;
        settler.settleNow(List.of(lane));
        assertThat(settler.fenced()).isFalse();
    }

    @Test
    void shouldGoOnHoweverOftenATransactionOutlivesItsTimeout() {
        // Given an outage of the brokers, which makes every transaction too old
        finishedBatch(0);
        atCommit = new ProducerFencedException("too late");
        slowness = Fencing.TRANSACTION_TIMEOUT;
        for (int i = 0; i <= Fencing.TIMES; i++) {
            settler.settleNow(List.of(lane));
        }
        atCommit = null;

        // When
        boolean settled = settler.settleNow(List.of(lane));

        // Then
        assertThat(settled).isTrue();
    }

    @Test
    void shouldSettleWhatATopicRefusedWhenItTakesTheRecordAgain() {
        // Given
        finishedBatch(0);
        refusing.put(topics.receipts(), new RecordTooLargeException("larger than the topic takes"));
        settler.settle(List.of(lane));
        refusing.clear();
        time.advance(Duration.ofSeconds(1));

        // When
        boolean settled = settler.settle(List.of(lane));

        // Then
        assertThat(settled).isTrue();
        assertThat(committed().offset()).isEqualTo(1);
        assertThat(lane.drained()).isTrue();
    }

    @Test
    void shouldNameTheTopicAndTheRemedyWhileItRefuses() {
        // Given
        finishedBatch(0);
        refusing.put(topics.receipts(), new TopicAuthorizationException("not allowed"));

        // When
        settler.settle(List.of(lane));

        // Then
        assertThat(settler.trouble())
                .hasValueSatisfying(trouble -> assertThat(trouble)
                        .contains("topic hubspot.receipts", "grant the instance's principal write access to it"));
        assertThat(settler.behind()).isTrue();
        refusing.clear();
        settler.settleNow(List.of(lane));
        assertThat(settler.trouble()).isEmpty();
        assertThat(settler.behind()).isFalse();
    }

    @Test
    void shouldTryARefusedRecordEverMoreSeldom() {
        // Given
        finishedBatch(0);
        refusing.put(topics.receipts(), new UnknownTopicOrPartitionException("no such topic"));

        // When
        List<Long> triesAt = new ArrayList<>();
        for (long second = 0; second <= 121; second++) {
            int before = refused();
            settler.settle(List.of(lane));
            if (refused() > before) {
                triesAt.add(second);
            }
            time.advance(Duration.ofSeconds(1));
        }

        // Then
        assertThat(triesAt).containsExactly(0L, 1L, 3L, 7L, 15L, 31L, 61L, 91L, 121L);
    }

    @Test
    void shouldSettleLanesThatDoNotNeedTheRefusingTopic() {
        // Given a lane with a dead letter, and one without
        Lane other = new Lane(Route.BEHAVIORAL, 1, new LaneBounds(8, 500, 1_000_000), 0, OffsetMetadata.START);
        refusing.put(topics.deadLetters(), new RecordTooLargeException("larger than the topic takes"));
        deadBatch(lane, 0);
        finishedBatch(other, 0);
        settler.settle(List.of(lane, other));
        time.advance(Settler.INTERVAL);

        // When
        boolean settled = settler.settle(List.of(lane, other));

        // Then
        assertThat(settled).isTrue();
        assertThat(other.drained()).isTrue();
        assertThat(lane.drained()).isFalse();
    }

    @Test
    void shouldSettleALaneWhoseLettersFitWhileAnotherOneIsRefused() {
        // Given two lanes with dead letters, and a topic that refuses the letter of the first
        Lane other = new Lane(Route.BEHAVIORAL, 1, new LaneBounds(8, 500, 1_000_000), 0, OffsetMetadata.START);
        refusing.put(topics.deadLetters(), new RecordTooLargeException("larger than the topic takes"));
        deadBatch(lane, 0);
        deadBatch(other, 0);
        settler.settle(List.of(lane, other));
        refusing.clear();
        refusing.put("value of bad0/0", new RecordTooLargeException("larger than the topic takes"));
        time.advance(Duration.ofSeconds(1));

        // When
        boolean settled = settler.settle(List.of(lane, other));

        // Then
        assertThat(settled).isTrue();
        assertThat(other.drained()).isTrue();
        assertThat(lane.drained()).isFalse();
        assertThat(settler.trouble()).isPresent();
        deadBatch(other, 1);
        time.advance(Settler.INTERVAL);
        assertThat(settler.settle(List.of(lane, other))).isTrue();
    }

    @Test
    void shouldNotStartWhereKafkaForbidsToSettle() {
        // Given
        atInit = new TransactionalIdAuthorizationException("not allowed");

        // When, then
        assertThatThrownBy(() -> settler.settleNow(List.of()))
                .isInstanceOf(DeliveryFailedException.class)
                .hasMessageContaining("Grant");
    }

    @Test
    void shouldKeepOutcomesWhenKafkaForbidsToSettleLater() {
        // Given a running delivery whose principal loses its rights
        settler.settleNow(List.of());
        finishedBatch(0);
        atCommit = new TimeoutException("no answer");
        producers.get(0).commitTransactionException = atCommit;
        settler.settleNow(List.of(lane));
        atCommit = null;
        atInit = new TransactionalIdAuthorizationException("not allowed");
        settler.settleNow(List.of(lane));
        String trouble = settler.trouble().orElseThrow();
        atInit = null;
        time.advance(Duration.ofSeconds(1));

        // When
        boolean settled = settler.settle(List.of(lane));

        // Then
        assertThat(trouble).contains("transactional id");
        assertThat(settled).isTrue();
        assertThat(settler.trouble()).isEmpty();
    }

    private int refused() {
        return producers.stream().mapToInt(RefusedProducer::refused).sum();
    }

    private static void deadBatch(Lane holder, long offset) {
        String name = "bad" + holder.number() + "/" + offset;
        holder.accept(new PendingBatch(Bench.batch(Route.BEHAVIORAL, Bench.event(name)), offset, 1));
        BatchedItem bad = holder.requests().takeNext().inputs().get(0).items().get(0);
        bad.decide(new ItemOutcome.Dead(
                DeadLetter.of(bad.item().source(), Reason.REJECTED, "HubSpot refused the event.", Instant.EPOCH)));
        holder.requests().apply(FollowUp.NONE);
    }

    private OffsetAndMetadata committed() {
        return committedBy(producers.get(producers.size() - 1));
    }

    private static Lane lane(long committed, OffsetMetadata bookmark) {
        return new Lane(Route.BEHAVIORAL, 0, new LaneBounds(8, 500, 1_000_000), committed, bookmark);
    }

    private void finishedBatch(long offset) {
        finishedBatch(lane, offset);
    }

    private static void finishedBatch(Lane lane, long offset) {
        PendingBatch batch = new PendingBatch(Bench.batch(Route.BEHAVIORAL, Bench.event("e" + offset)), offset, 1);
        lane.accept(batch);
        PendingRequest request = lane.requests().takeNext();
        request.inputs().get(0).delivered(new Receipt.Request(204, null, 1, 5));
        lane.requests().apply(FollowUp.NONE);
    }

    private OffsetAndMetadata committedBy(MockProducer<byte[], byte[]> producer) {
        return producer.consumerGroupOffsetsHistory().stream()
                .flatMap(ofGroups -> ofGroups.values().stream())
                .map(offsets -> offsets.get(PARTITION))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
    }
}
