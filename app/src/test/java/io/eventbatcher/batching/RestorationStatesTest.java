package io.eventbatcher.batching;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.batching.streams.RestoreProgress;
import io.eventbatcher.control.LaneState;
import io.eventbatcher.control.Stage;
import io.eventbatcher.delivery.VirtualTime;
import io.eventbatcher.status.StageStatus;
import io.eventbatcher.status.StatusCause;
import io.eventbatcher.status.StatusUnderAnswers;
import io.eventbatcher.status.SystemStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class RestorationStatesTest {
    private static final TopicPartition CHANGELOG = new TopicPartition("app-behavioral-seen-changelog", 3);
    private static final String STORE = "behavioral-seen";

    private final VirtualTime time = new VirtualTime();
    private final Instant start = time.instant();
    private final RestoreProgress progress = new RestoreProgress(time::nanoTime);
    private final RestorationStates states = new RestorationStates(progress, time);

    private List<LaneState> states() {
        return states.of("one", time.instant());
    }

    @Test
    void shouldShowARestorationAtItsRouteWithProgress() {
        // Given
        progress.onRestoreStart(CHANGELOG, STORE, 0, 10_000_000);
        progress.onBatchRestored(CHANGELOG, STORE, 999, 1_000);
        time.advance(Duration.ofSeconds(100));
        progress.onBatchRestored(CHANGELOG, STORE, 1_999_999, 1_999_000);

        // When
        SystemStatus status = StatusUnderAnswers.of(states(), time.instant());

        // Then
        assertThat(status.stages().stream()
                        .filter(stage -> stage.stage() == Stage.BATCHING && !stage.well())
                        .map(StageStatus::key))
                .containsExactly("behavioral/batching");
        StatusCause cause = status.stage("behavioral", Stage.BATCHING)
                .orElseThrow()
                .causes()
                .get(0);
        assertThat(cause.state()).isEqualTo("restoring");
        assertThat(cause.reason())
                .isEqualTo(
                        "1 stores of lanes are read back from Kafka, and the lanes' events wait: 8,000,000 records are left, at 20,000 a second, which takes about 400 s more.");
        assertThat(cause.since()).isEqualTo(start);
        assertThat(cause.remedy()).contains("state-dir", "When a partition stands still");
        assertThat(cause.where()).containsExactly("batching/behavioral of one");
    }

    @Test
    void shouldSayThatNothingIsReadAnyLonger() {
        // Given
        progress.onRestoreStart(CHANGELOG, STORE, 0, 164);
        progress.onBatchRestored(CHANGELOG, STORE, 6, 7);

        // When
        time.advance(Duration.ofMinutes(20));

        // Then
        assertThat(states())
                .singleElement()
                .satisfies(state -> assertThat(state.reason())
                        .endsWith("157 records are left, and of a store none was read for 1,200 s."));
    }

    @Test
    void shouldShowNothingOfAShortRestorationAndTheSameWordsForAWhile() {
        // Given
        progress.onRestoreStart(CHANGELOG, STORE, 0, 10_000);
        time.advance(Duration.ofSeconds(9));
        List<LaneState> early = states();
        time.advance(Duration.ofSeconds(1));
        String first = states().get(0).reason();
        progress.onBatchRestored(CHANGELOG, STORE, 99, 100);
        time.advance(Duration.ofSeconds(9));

        // When
        String second = states().get(0).reason();

        // Then
        assertThat(early).isEmpty();
        assertThat(second).isEqualTo(first);
        progress.onRestoreEnd(CHANGELOG, STORE, 10_000);
        assertThat(states()).isEmpty();
    }
}
