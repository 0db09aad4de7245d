package io.eventbatcher.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class OldestRecordsTest {
    private static final TopicPartition PARTITION = new TopicPartition("t", 0);
    private static final Instant PUBLISHED = Instant.parse("2026-11-28T10:00:00Z");

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final OldestRecords records = new OldestRecords(() -> consumer);
    private int fetches;

    private void fetchGives(long offset) {
        consumer.schedulePollTask(() -> {
            fetches++;
            consumer.addRecord(new ConsumerRecord<>(
                    "t",
                    0,
                    offset,
                    PUBLISHED.toEpochMilli(),
                    TimestampType.CREATE_TIME,
                    0,
                    0,
                    new byte[0],
                    new byte[0],
                    new RecordHeaders(),
                    Optional.empty()));
        });
    }

    private Backlog in(Position position) {
        Backlog backlog = records.in(Map.of(PARTITION, position)).get(PARTITION);
        return backlog == null ? Backlog.NONE : backlog;
    }

    @Test
    void shouldReadTheTimestampOfTheFirstUnreadRecordOnce() {
        // Given
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        fetchGives(7);
        Backlog first = in(new Position(7, 10, 12));

        // When
        Backlog again = in(new Position(7, 11, 12));

        // Then
        assertThat(first).isEqualTo(new Backlog(3, 2, PUBLISHED));
        assertThat(again).isEqualTo(new Backlog(4, 1, PUBLISHED));
        assertThat(fetches).isOne();
    }

    @Test
    void shouldAskNothingAboutAPartitionThatIsReadOn() {
        // Given
        Backlog read = in(new Position(7, 7, 7));

        // When
        Backlog goesOn = in(new Position(9, 12, 12));

        // Then
        assertThat(read).isEqualTo(Backlog.NONE);
        assertThat(goesOn).isEqualTo(new Backlog(3, 0, null));
        assertThat(consumer.assignment()).isEmpty();
    }

    @Test
    void shouldNotCountTransactionMarkersAtTheEnd() {
        // Given a fetch that moves on and brings no record
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.schedulePollTask(() -> consumer.seek(PARTITION, 10));

        // When
        Backlog backlog = in(new Position(7, 10, 10));

        // Then
        assertThat(backlog).isEqualTo(Backlog.NONE);
    }
}
