package io.eventbatcher.delivery.settle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventbatcher.delivery.Bench;
import io.eventbatcher.delivery.lane.PendingBatch;
import io.eventbatcher.delivery.loop.DeliveryFailedException;
import io.eventbatcher.ledger.OffsetMetadata;
import io.eventbatcher.ledger.Tally;
import io.eventbatcher.route.Route;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SettlerTest extends SettlingWorld {
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
        lane.settling().settleUnfinished();
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

    static List<KafkaException> fencings() {
        return List.of(
                new ProducerFencedException("fenced"),
                new InvalidProducerEpochException("fenced"),
                new InvalidTxnStateException("the other's begin has ended the transaction"),
                new KafkaException("no more transactions", new InvalidTxnStateException("as above")));
    }

    @ParameterizedTest
    @MethodSource("fencings")
    void shouldSurviveOneFencingAndStopWhenItGoesOn(KafkaException fencing) {
        // Given
        finishedBatch(0);
        atCommit = fencing;
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
}
