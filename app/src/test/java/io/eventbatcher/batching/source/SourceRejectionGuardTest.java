package io.eventbatcher.batching.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.ingest.IngestPolicy;
import io.eventbatcher.ingest.registry.ProbePolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SourceRejectionGuardTest {
    private static final String TOPIC = "events";
    private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);

    private final SourceRejectionGuard guard =
            new SourceRejectionGuard(new IngestPolicy(ProbePolicy.DEFAULT, 3, Duration.ofSeconds(10), 1));

    @BeforeEach
    void halt() {
        reject(3, TOPIC);
        // the first probe
        assertThat(guard.mayIngest(PARTITION, 1_000)).isFalse();
    }

    @Test
    void shouldBeShownWithWhatToDo() {
        // Given
        guard.rejected(TOPIC, 20_000);

        // When
        var halted = guard.halted("one", Instant.ofEpochMilli(2_000));

        // Then
        assertThat(halted).singleElement().satisfies(state -> {
            assertThat(state.name()).isEqualTo("source/events");
            assertThat(state.state()).isEqualTo("halted");
            assertThat(state.since()).isEqualTo(Instant.ofEpochMilli(1_000));
            assertThat(state.reason())
                    .contains("event-batcher lanes dead-letter --source events makes dead letters of them.");
        });
    }

    @Test
    void shouldNotBeShownAnyMoreWhenARecordPassed() {
        // When
        guard.accepted(TOPIC);

        // Then
        assertThat(guard.halted("one", Instant.EPOCH)).isEmpty();
    }

    @Test
    void shouldMakeDeadLettersForAsLongAsAnOperatorWants() {
        // When
        guard.deadLetterUntil(TOPIC, 60_000);

        // Then
        for (int i = 0; i < 10; i++) {
            assertThat(guard.mayIngest(PARTITION, 59_999)).isTrue();
            guard.rejected(TOPIC, 59_999);
        }
        guard.rejected(TOPIC, 60_000);
        guard.rejected(TOPIC, 60_000);
        assertThat(guard.mayIngest(PARTITION, 60_000)).isTrue();
        guard.rejected(TOPIC, 60_000);
        assertThat(guard.mayIngest(PARTITION, 60_000)).isFalse();
    }

    @Test
    void shouldMakeDeadLettersOnlyUntilARecordIsAccepted() {
        // Given
        guard.deadLetterUntil(TOPIC, 60_000);

        // When
        guard.accepted(TOPIC);

        // Then
        reject(3, TOPIC);
        assertThat(guard.mayIngest(PARTITION, 1_000)).isFalse();
    }

    @Test
    void shouldHaltOnlyATopicOfWhichSoManyInARowAreRejected() {
        // When
        reject(2, "other");
        guard.accepted("other");
        reject(2, "other");

        // Then
        assertThat(guard.mayIngest(new TopicPartition("other", 0), 1_000)).isTrue();
        assertThat(guard.halted("one", Instant.EPOCH)).hasSize(1);
        reject(1, "other");
        assertThat(guard.mayIngest(new TopicPartition("other", 0), 1_000)).isFalse();
    }

    @Test
    void shouldTryARecordOfEachPartitionTimeAndAgain() {
        // When
        boolean early = guard.mayIngest(PARTITION, 10_999);
        boolean first = guard.mayIngest(PARTITION, 11_000);
        boolean second = guard.mayIngest(PARTITION, 11_000);

        // Then
        assertThat(List.of(early, first, second)).containsExactly(false, true, false);
    }

    @Test
    void shouldHaltNothingWhenItIsSwitchedOff() {
        // Given
        SourceRejectionGuard off =
                new SourceRejectionGuard(new IngestPolicy(ProbePolicy.DEFAULT, 0, Duration.ofSeconds(10), 1));

        // When
        off.rejected(TOPIC, 1_000);

        // Then
        assertThat(off.mayIngest(PARTITION, 1_000)).isTrue();
    }

    private void reject(int records, String topic) {
        for (int i = 0; i < records; i++) {
            guard.rejected(topic, 1_000);
        }
    }

    @Test
    void shouldTryARecordAtOnceWhenAnOperatorResumes() {
        // When
        guard.probeNow(TOPIC);

        // Then
        assertThat(guard.mayIngest(PARTITION, 1_001)).isTrue();
        assertThat(guard.mayIngest(PARTITION, 1_001)).isFalse();
    }
}
