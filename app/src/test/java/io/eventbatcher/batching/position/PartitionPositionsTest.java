package io.eventbatcher.batching.position;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.batching.streams.PausedPartitions;
import io.eventbatcher.batching.streams.PollGuard;
import io.eventbatcher.ledger.ReadPosition;
import io.eventbatcher.record.Origin;
import io.eventbatcher.time.Clocks;
import io.eventbatcher.time.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A partition of ten records that all were read. */
class PartitionPositionsTest implements PollGuard.Log {
    private static final TopicPartition PARTITION = new TopicPartition("t", 0);
    private static final Uuid READ = new Uuid(1, 1);
    private static final Uuid OTHER = new Uuid(2, 2);

    private final PausedPartitions paused = new PausedPartitions();
    private Moment now = new Moment(0);
    private final PartitionPositions positions = new PartitionPositions(paused, new Clocks() {
        @Override
        public Instant instant() {
            return Instant.EPOCH;
        }

        @Override
        public Moment moment() {
            return now;
        }
    });
    private final PartitionProgress progress = positions.begin(PARTITION, new ReadPosition(READ, 10, 0, 0, 0));
    private long position = 10;
    private long end = 10;
    private long answers;

    private void check(@Nullable Uuid id) {
        answers += 5;
        now = now.plus(Duration.ofSeconds(1));
        positions.beforePoll(Set.of(PARTITION), id == null ? Map.of() : Map.of("t", id), this);
    }

    private static ConsumerRecord<byte[], byte[]> record(long offset) {
        return new ConsumerRecord<>("t", 0, offset, new byte[0], new byte[0]);
    }

    private int poll(Uuid idAfterwards) {
        ConsumerRecord<byte[], byte[]> next = record(position++);
        return positions
                .afterPoll(
                        new ConsumerRecords<>(
                                Map.of(PARTITION, List.of(next)), Map.of(PARTITION, new OffsetAndMetadata(position))),
                        Map.of("t", idAfterwards),
                        this)
                .count();
    }

    @Test
    void shouldReadOnWhenALaggingBrokerToldTheIdOfATopicThatWasDeleted() {
        // Given
        check(READ);
        check(OTHER);
        boolean heldMeanwhile = positions.holds(PARTITION);

        // When
        check(READ);

        // Then
        assertThat(heldMeanwhile).isTrue();
        assertThat(positions.holds(PARTITION)).isFalse();
        assertThat(position).isEqualTo(10);
        assertThat(positions.topicOf(new Origin("t", 0, 3, 0))).isEqualTo(READ.toString());
    }

    @Test
    void shouldEndAHoldWhoseTopicTurnsOutNotToBeMadeAnew() {
        // Given
        for (int i = 0; i < 4; i++) {
            check(OTHER);
        }
        int held = positions.held("i", Instant.EPOCH).size();

        // When
        check(READ);

        // Then
        assertThat(held).isOne();
        assertThat(positions.held("i", Instant.EPOCH)).isEmpty();
        assertThat(positions.holds(PARTITION)).isFalse();
    }

    @Test
    void shouldFetchRecordsAgainThatWereDropped() {
        // Given
        check(READ);
        int given = poll(OTHER);

        // When
        check(READ);

        // Then
        assertThat(given).isZero();
        assertThat(position).isEqualTo(10);
        assertThat(positions.holds(PARTITION)).isFalse();
    }

    @Test
    void shouldHoldATopicThatWasMadeAnewWhileThePartitionWasPaused() {
        // Given
        check(READ);
        check(READ);
        paused.pause(PARTITION);
        check(READ);
        paused.resume(PARTITION);

        // When
        for (int i = 0; i < 4; i++) {
            check(OTHER);
        }

        // Then
        assertThat(positions.held("i", Instant.EPOCH)).hasSize(1);
    }

    @Test
    void shouldReadOnWhereTheCountsEndAfterAResetByKafkaStreams() {
        // Given
        check(READ);
        positions.notCommitted(Set.of(PARTITION), this);

        // When
        check(READ);

        // Then
        assertThat(position).isEqualTo(10);
        assertThat(positions.holds(PARTITION)).isFalse();
    }

    @Test
    void shouldKeepOffsetsOfAbortedRecordsAsRead() {
        // Given
        check(READ);
        poll(READ);
        progress.arrived(10);
        position = 40;
        end = 40;
        positions.afterPoll(
                new ConsumerRecords<>(Map.of(), Map.of(PARTITION, new OffsetAndMetadata(40))), Map.of("t", READ), this);

        // When
        ReadPosition kept = progress.position(() -> 0);

        // Then
        assertThat(kept).isEqualTo(new ReadPosition(READ, 40, 0, 0, 0));
    }

    @Test
    void shouldKeepTheOffsetOfTheNextRecordBehindAbortedOnesAsKafkaStreamsDoes() {
        // Given
        check(READ);
        end = 50;
        position = 41;
        positions.afterPoll(
                new ConsumerRecords<>(
                        Map.of(PARTITION, List.of(record(10), record(40))),
                        Map.of(PARTITION, new OffsetAndMetadata(41))),
                Map.of("t", READ),
                this);
        progress.arrived(10);

        // When
        ReadPosition kept = progress.position(() -> 0);

        // Then
        assertThat(kept).isEqualTo(new ReadPosition(READ, 40, 0, 0, 10));
    }

    @Test
    void shouldNotPassOffsetsThatKafkaStreamsDoesNotCommit() {
        // Given no record was processed since the task began
        check(READ);
        position = 40;
        end = 40;
        positions.afterPoll(
                new ConsumerRecords<>(Map.of(), Map.of(PARTITION, new OffsetAndMetadata(40))), Map.of("t", READ), this);

        // When
        ReadPosition kept = progress.position(() -> 0);

        // Then
        assertThat(kept).isEqualTo(new ReadPosition(READ, 10, 0, 0, 0));
    }

    @Test
    void shouldFetchDroppedRecordsAgainThoughThePositionBehindThemIsOutOfRange() {
        // Given
        check(READ);
        poll(OTHER);
        positions.outOfRange(Map.of(PARTITION, position), this);

        // When
        check(READ);

        // Then
        assertThat(position).isEqualTo(10);
        assertThat(positions.holds(PARTITION)).isFalse();
    }

    @Test
    void shouldHoldATopicThatWasDeletedWhileThePartitionWasPausedAndMadeAnewLater() {
        // Given
        check(READ);
        check(READ);
        paused.pause(PARTITION);
        check(READ);
        paused.resume(PARTITION);
        for (int i = 0; i < 5; i++) {
            check(null);
        }

        // When
        for (int i = 0; i < 4; i++) {
            check(OTHER);
        }

        // Then
        assertThat(positions.held("i", Instant.EPOCH)).hasSize(1);
    }

    @Test
    void shouldRememberTheNumberOfUnreadRecordsWhileThePartitionIsPaused() {
        // Given
        pauseBefore(500);

        // When
        ReadPosition kept = progress.position(() -> 0);

        // Then
        assertThat(kept).isEqualTo(new ReadPosition(READ, 10, 0, 0, 500));
    }

    @Test
    void shouldNotCountAsUnreadWhatIsReadRightAfterAPause() {
        // Given
        pauseBefore(500);
        paused.resume(PARTITION);
        check(READ);
        position = 510;
        positions.afterPoll(
                new ConsumerRecords<>(
                        Map.of(PARTITION, List.of(record(509))), Map.of(PARTITION, new OffsetAndMetadata(510))),
                Map.of("t", READ),
                this);
        progress.arrived(509);

        // When
        ReadPosition kept = progress.position(() -> 0);

        // Then
        assertThat(kept).isEqualTo(new ReadPosition(READ, 510, 0, 0, 0));
    }

    /** The partition flows, then so many records are seen behind its position, then it is paused. */
    private void pauseBefore(int records) {
        check(READ);
        check(READ);
        end = position + records;
        positions.afterPoll(
                new ConsumerRecords<>(Map.of(), Map.of(PARTITION, new OffsetAndMetadata(position))),
                Map.of("t", READ),
                this);
        paused.pause(PARTITION);
        check(READ);
    }

    @Test
    void shouldKnowWhatIsUnreadAtOnceAfterThePauseOfATaskThatGetsReady() {
        // Given
        paused.pause(PARTITION);
        check(READ);
        check(READ);
        paused.resume(PARTITION);
        check(READ);
        end = 11;
        poll(READ);
        progress.arrived(10);

        // When
        for (int i = 0; i < 3; i++) {
            check(OTHER);
        }

        // Then
        assertThat(positions.held("i", Instant.EPOCH)).isEmpty();
        assertThat(position).isZero();
    }

    @Test
    void shouldNotBeginAnewWhenAnotherThreadsConsumerIsBehind() {
        // Given
        check(READ);
        check(READ);
        positions.end(progress);
        positions.begin(PARTITION, new ReadPosition(READ, 10, 0, 0, 0));
        check(OTHER);
        check(OTHER);

        // When
        check(READ);

        // Then
        assertThat(position).isEqualTo(10);
        assertThat(positions.holds(PARTITION)).isFalse();
        assertThat(positions.topicOf(new Origin("t", 0, 3, 0))).isEqualTo(READ.toString());
    }

    @Test
    void shouldReadATopicThatWasMadeAnewFromItsBeginningOnceItsIdIsBelieved() {
        // Given
        check(READ);
        check(READ);

        // When
        for (int i = 0; i < 3; i++) {
            check(OTHER);
        }

        // Then
        assertThat(position).isZero();
        assertThat(positions.holds(PARTITION)).isFalse();
        assertThat(positions.held("i", Instant.EPOCH)).isEmpty();
    }

    @Test
    void shouldSayThatAPartitionHasNotBegunForAMinute() {
        // Given
        position = -1;
        check(READ);
        boolean atOnce = positions.waitingTrouble().isPresent();

        // When
        now = now.plus(Duration.ofSeconds(61));

        // Then
        assertThat(atOnce).isFalse();
        assertThat(positions.waitingTrouble())
                .hasValueSatisfying(clause -> assertThat(clause).contains("t-0"));
    }

    @Test
    void shouldSayThatKafkaGivesNothingOfTheRecordsItTellsOfUntilAFetch() {
        // Given
        end = 15;
        for (int i = 0; i < 70; i++) {
            check(READ);
        }
        Optional<String> withoutAFetch = positions.waitingTrouble();

        // When
        poll(READ);

        // Then
        assertThat(withoutAFetch)
                .hasValueSatisfying(clause -> assertThat(clause).contains("t-0"));
        assertThat(positions.waitingTrouble()).isEmpty();
    }

    @Test
    void shouldNotMissFetchesOfAPartitionThatIsPaused() {
        // Given
        end = 15;
        check(READ);
        paused.pause(PARTITION);

        // When
        for (int i = 0; i < 70; i++) {
            check(READ);
        }

        // Then
        assertThat(positions.waitingTrouble()).isEmpty();
    }

    @Test
    void shouldKnowTopicsThatAnyConsumerHasSeen() {
        // Given
        check(READ);

        // When
        positions.beforePoll(Set.of(), Map.of("other", OTHER), this);
        positions.beforePoll(Set.of(), Map.of(), this);

        // Then
        assertThat(positions.topicOf(new Origin("other", 0, 3, 0))).isEqualTo(OTHER.toString());
    }

    @Override
    public long position(TopicPartition partition) {
        return position;
    }

    @Override
    public void seek(TopicPartition partition, long offset) {
        position = offset;
    }

    @Override
    public void seekToBeginning(Set<TopicPartition> partitions) {
        position = 0;
    }

    @Override
    public long begin(TopicPartition partition) {
        return 0;
    }

    @Override
    public long end(TopicPartition partition) {
        return end;
    }

    @Override
    public long lag(TopicPartition partition) {
        return end - position;
    }

    @Override
    public boolean isPaused(TopicPartition partition) {
        return paused.isPaused(partition);
    }

    @Override
    public long refreshTopicIds() {
        return answers;
    }
}
