package io.eventbatcher.batching;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.ingest.IngestPolicy;
import io.eventbatcher.ingest.registry.ProbePolicy;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an operator can do about a source topic that is halted. */
class RejectionGuardTest {
    private static final String TOPIC = "events";
    private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);

    private final RejectionGuard guard =
            new RejectionGuard(new IngestPolicy(ProbePolicy.DEFAULT, 3, Duration.ofSeconds(10), 1));

    @BeforeEach
    void halt() {
        for (int i = 0; i < 3; i++) {
            guard.rejected(TOPIC, 1_000);
        }
        // the first probe
        assertThat(guard.mayJudge(PARTITION, 1_000)).isFalse();
    }

    @Test
    void shouldBeShownWithWhatToDo() {
        // When
        var halted = guard.halted("one", Instant.ofEpochMilli(2_000));

        // Then
        assertThat(halted).singleElement().satisfies(state -> {
            assertThat(state.name()).isEqualTo("source/events");
            assertThat(state.state()).isEqualTo("halted");
            assertThat(state.since()).isEqualTo(Instant.ofEpochMilli(1_000));
            assertThat(state.reason())
                    .contains("event-batcher lanes judge --source events makes dead letters of them.");
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
    void shouldJudgeEverythingForAsLongAsAnOperatorWantsIt() {
        // When
        guard.judge(TOPIC, 60_000);

        // Then
        for (int i = 0; i < 10; i++) {
            assertThat(guard.mayJudge(PARTITION, 59_999)).isTrue();
            guard.rejected(TOPIC, 59_999);
        }
        for (int i = 0; i < 3; i++) {
            guard.rejected(TOPIC, 60_000);
        }
        assertThat(guard.mayJudge(PARTITION, 60_000)).isFalse();
    }

    @Test
    void shouldTryARecordAtOnceWhenAnOperatorResumes() {
        // When
        guard.probeNow(TOPIC);

        // Then
        assertThat(guard.mayJudge(PARTITION, 1_001)).isTrue();
        assertThat(guard.mayJudge(PARTITION, 1_001)).isFalse();
    }
}
