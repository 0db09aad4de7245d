package io.eventbatcher.sandbox.torture.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.torture.check.Case;
import io.eventbatcher.sandbox.torture.evidence.Replay;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReplayPlanTest {
    @Test
    void shouldPrescribeTheSameForTheSameSeed() {
        // When
        List<Optional<ReplayPlan>> once = prescriptions(7, "not-found");
        List<Optional<ReplayPlan>> again = prescriptions(7, "not-found");

        // Then
        assertThat(again).isEqualTo(once).isNotEqualTo(prescriptions(8, "not-found"));
        assertThat(once.stream().flatMap(Optional::stream).map(ReplayPlan::end)).contains(Replay.End.values());
    }

    @Test
    void shouldCureNothingThatIsBrokenInItself() {
        // When
        List<Optional<ReplayPlan>> prescriptions = prescriptions(7, "undecodable");

        // Then
        assertThat(prescriptions.stream().flatMap(Optional::stream))
                .isNotEmpty()
                .containsOnly(new ReplayPlan(Replay.End.DEAD_AGAIN, 1));
    }

    @Test
    void shouldLeaveConflictsAlone() {
        // When
        List<Optional<ReplayPlan>> prescriptions = prescriptions(7, "uuid-conflict");

        // Then
        assertThat(prescriptions).containsOnly(Optional.empty());
    }

    @Test
    void shouldReplayWhatExpiredCuredAndNoOldChangeBehindLaterOnes() {
        // When
        List<Optional<ReplayPlan>> events = prescriptions(7, Route.BEHAVIORAL, "expired");
        List<Optional<ReplayPlan>> changes = prescriptions(7, "expired");

        // Then
        assertThat(events.stream().flatMap(Optional::stream).map(ReplayPlan::end))
                .isNotEmpty()
                .containsOnly(Replay.End.TAKEN);
        assertThat(changes).containsOnly(Optional.empty());
    }

    private static List<Optional<ReplayPlan>> prescriptions(long seed, String reason) {
        return prescriptions(seed, Route.MARKETING_UPDATE, reason);
    }

    private static List<Optional<ReplayPlan>> prescriptions(long seed, Route route, String reason) {
        return IntStream.range(0, 100)
                .mapToObj(number -> ReplayPlan.of(seed, Case.uuid("letter " + number), route, reason))
                .toList();
    }
}
