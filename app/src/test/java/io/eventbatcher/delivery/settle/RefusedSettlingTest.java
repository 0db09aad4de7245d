package io.eventbatcher.delivery.settle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventbatcher.deadletter.DeadLetter;
import io.eventbatcher.deadletter.Reason;
import io.eventbatcher.delivery.Bench;
import io.eventbatcher.delivery.lane.BatchedItem;
import io.eventbatcher.delivery.lane.FollowUp;
import io.eventbatcher.delivery.lane.ItemOutcome;
import io.eventbatcher.delivery.lane.Lane;
import io.eventbatcher.delivery.lane.LaneBounds;
import io.eventbatcher.delivery.lane.PendingBatch;
import io.eventbatcher.delivery.loop.DeliveryFailedException;
import io.eventbatcher.ledger.OffsetMetadata;
import io.eventbatcher.route.Route;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.Test;

/** Topics and rights that refuse what is to be settled. */
class RefusedSettlingTest extends SettlingWorld {
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
    void shouldSettleWhatHubSpotTookOfALaneThatIsLeftWhileTheTopicRefusesItsLetters() {
        // Given a dead letter before an event that HubSpot took
        refusing.put(topics.deadLetters(), new RecordTooLargeException("larger than the topic takes"));
        deadBatch(lane, 0);
        finishedBatch(lane, 1);
        lane.leave();
        lane.settling().settleUnfinished();

        // When
        settler.settleNow(List.of(lane));

        // Then the next owner sends the first event alone
        OffsetAndMetadata left = committed();
        assertThat(left.offset()).isZero();
        Lane next = lane(0, OffsetMetadata.parse(left.metadata()));
        next.accept(new PendingBatch(Bench.batch(Route.BEHAVIORAL, Bench.event("first")), 0, 1));
        next.accept(new PendingBatch(Bench.batch(Route.BEHAVIORAL, Bench.event("second")), 1, 1));
        assertThat(next.requests().takeNext().inputs()).hasSize(1);
        assertThat(next.wantsToSend()).isFalse();
        refusing.clear();
        settler.settleNow(List.of(lane));
        assertThat(lane.drained()).isTrue();
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
}
