package io.eventbatcher.cli.replays;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.replay.letter.LetterFilter;
import io.eventbatcher.replay.plan.Exclusion;
import io.eventbatcher.replay.plan.ReplayOrder;
import io.eventbatcher.replay.plan.ReplayPlan;
import io.eventbatcher.replay.plan.StaleGuard;
import io.eventbatcher.replay.plan.Untold;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlanTextTest {
    private static final Instant HORIZON = Instant.parse("2026-11-21T13:00:00Z");

    @Test
    void shouldSayOfWhichLettersNobodyCanTellIfTheyAreStale() {
        // Given
        ReplayPlan plan = new ReplayPlan(
                ReplayOrder.of("ada", "", LetterFilter.ALL),
                "",
                List.of(),
                List.of(),
                Map.of(Exclusion.STALE, 2L),
                Map.of(),
                Set.of(),
                10,
                StaleGuard.NONE,
                new Untold(1_200, HORIZON));

        // When
        List<String> lines = PlanText.lines(plan);

        // Then
        assertThat(lines)
                .last()
                .isEqualTo(
                        "For 1,200 letters older than 2026-11-21 13:00:00 UTC nobody can tell if HubSpot took a later change: the receipts"
                                + " of that time are gone.");
        assertThat(PlanText.json(plan).path("plan").path("untold"))
                .hasToString("{\"letters\":1200,\"before\":\"2026-11-21T13:00:00Z\"}");
    }
}
