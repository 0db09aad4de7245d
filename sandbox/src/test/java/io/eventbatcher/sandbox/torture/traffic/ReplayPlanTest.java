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
        assertThat(ends(once)).contains(Replay.End.values());
    }

    @Test
    void shouldRepairNothingThatIsBrokenInItself() {
        // When
        List<Optional<ReplayPlan>> plans = plans(7, "undecodable");

        // Then
        assertThat(ends(plans)).isNotEmpty().containsOnly(Replay.End.DEAD_AGAIN);
        assertThat(plans.stream().flatMap(Optional::stream).map(ReplayPlan::copies))
                .containsOnly(1);
    }

    @Test
    void shouldReplayNoConflict() {
        // When
        List<Optional<ReplayPlan>> plans = plans(7, "uuid-conflict");

        // Then
        assertThat(ends(plans)).isEmpty();
        assertThat(ways(plans)).containsOnly(ReplayPlan.Way.DISCARD);
    }

    @Test
    void shouldEditWhatMustChangeAndReplayTheRestAsItIs() {
        // When
        List<Optional<ReplayPlan>> events = plans(7, Route.BEHAVIORAL, "rejected");
        List<Optional<ReplayPlan>> updates = plans(7, "not-found");

        // Then
        assertThat(ways(events)).contains(ReplayPlan.Way.values());
        assertThat(ways(updates))
                .contains(ReplayPlan.Way.REPLAY, ReplayPlan.Way.BY_HAND, ReplayPlan.Way.DISCARD)
                .doesNotContain(ReplayPlan.Way.EDIT, ReplayPlan.Way.EDIT_IN_FILE);
        assertThat(events.stream().flatMap(Optional::stream))
                .filteredOn(plan -> plan.way() == ReplayPlan.Way.EDIT)
                .extracting(plan -> plan.end().orElseThrow())
                .containsOnly(Replay.End.TAKEN);
    }

    @Test
    void shouldReplayWhatExpiredRepairedAndNoOldChangeBehindLaterOnes() {
        // When
        List<Optional<ReplayPlan>> events = plans(7, Route.BEHAVIORAL, "expired");
        List<Optional<ReplayPlan>> changes = plans(7, "expired");

        // Then
        assertThat(ends(events)).isNotEmpty().containsOnly(Replay.End.TAKEN);
        assertThat(ends(changes)).isEmpty();
    }

    private static List<Replay.End> ends(List<Optional<ReplayPlan>> plans) {
        return plans.stream()
                .flatMap(Optional::stream)
                .map(ReplayPlan::end)
                .flatMap(Optional::stream)
                .toList();
    }

    private static List<ReplayPlan.Way> ways(List<Optional<ReplayPlan>> plans) {
        return plans.stream().flatMap(Optional::stream).map(ReplayPlan::way).toList();
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
