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
    void shouldPlanTheSameForTheSameSeed() {
        // When
        List<Optional<ReplayPlan>> once = plans(7, "not-found");
        List<Optional<ReplayPlan>> again = plans(7, "not-found");

        // Then
        assertThat(again).isEqualTo(once).isNotEqualTo(plans(8, "not-found"));
        assertThat(once.stream().flatMap(Optional::stream).map(ReplayPlan::end)).contains(Replay.End.values());
    }

    @Test
    void shouldRepairNothingThatIsBrokenInItself() {
        // When
        List<Optional<ReplayPlan>> plans = plans(7, "undecodable");

        // Then
        assertThat(plans.stream().flatMap(Optional::stream))
                .isNotEmpty()
                .containsOnly(new ReplayPlan(Replay.End.DEAD_AGAIN, 1));
    }

    @Test
    void shouldLeaveConflictsAlone() {
        // When
        List<Optional<ReplayPlan>> plans = plans(7, "uuid-conflict");

        // Then
        assertThat(plans).containsOnly(Optional.empty());
    }

    @Test
    void shouldReplayWhatExpiredRepairedAndNoOldChangeBehindLaterOnes() {
        // When
        List<Optional<ReplayPlan>> events = plans(7, Route.BEHAVIORAL, "expired");
        List<Optional<ReplayPlan>> changes = plans(7, "expired");

        // Then
        assertThat(events.stream().flatMap(Optional::stream).map(ReplayPlan::end))
                .isNotEmpty()
                .containsOnly(Replay.End.TAKEN);
        assertThat(changes).containsOnly(Optional.empty());
    }

    private static List<Optional<ReplayPlan>> plans(long seed, String reason) {
        return plans(seed, Route.MARKETING_UPDATE, reason);
    }

    private static List<Optional<ReplayPlan>> plans(long seed, Route route, String reason) {
        return IntStream.range(0, 100)
                .mapToObj(number -> ReplayPlan.of(seed, Case.uuid("letter " + number), route, reason))
                .toList();
    }
}
