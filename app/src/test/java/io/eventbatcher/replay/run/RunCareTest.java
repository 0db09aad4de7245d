package io.eventbatcher.replay.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.fixtures.ManualClock;
import io.eventbatcher.replay.letter.LetterFilter;
import io.eventbatcher.replay.letter.LetterState;
import io.eventbatcher.replay.plan.ReplayOrder;
import io.eventbatcher.replay.plan.ReplayPlan;
import io.eventbatcher.replay.plan.StaleGuard;
import io.eventbatcher.replay.plan.Untold;
import io.eventbatcher.route.Route;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RunCareTest {
    private static final ReplayOrder ORDER = ReplayOrder.of("ada", "", LetterFilter.ALL);

    private final ManualClock clock = new ManualClock(Instant.EPOCH, ZoneOffset.UTC);

    @Test
    void shouldAwaitTheEndOfTheFirstLettersAndThenGoOn() {
        // Given
        RunCare care = care(ORDER.withCare(50, 5), Map.of());

        // When
        var while5Wait = care.hold(progress(5, 0, 5), 5);
        var behind = care.hold(progress(5, 5, 0), 5);

        // Then
        assertThat(care(ORDER.withCare(50, 5), Map.of()).most(3)).isEqualTo(2);
        assertThat(while5Wait).hasValue("The outcome of the first 5 is awaited.");
        assertThat(behind).isEmpty();
        assertThat(care.most(5)).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void shouldStopWhenOneOfTheFirstLettersDies() {
        // Given
        RunCare care = care(ORDER.withCare(0, 5), Map.of());

        // When
        var end = care.end(dead(5, 1, 4), 5, false);

        // Then
        assertThat(end).hasValue(RunEnd.CANARY_FAILED);
        assertThat(care.note()).isEqualTo("Of the first 5, 1 died again; the rest was not sent.");
    }

    @Test
    void shouldStopAtTheShareOfDeathsAmongKnownEnds() {
        // Given
        RunCare care = care(ORDER.withCare(10, 0), Map.of());

        // When
        var tooFew = care.end(dead(19, 19, 0), 19, false);
        var below = care.end(dead(100, 9, 0), 100, false);
        var at = care.end(dead(1_000, 10, 900), 1_000, false);

        // Then
        assertThat(tooFew).isEmpty();
        assertThat(below).isEmpty();
        assertThat(at).hasValue(RunEnd.FAILING);
    }

    @Test
    void shouldNotCountDeathsFromBeforeTheRunWasResumed() {
        // Given
        RunCare care = care(ORDER, Map.of(UUID.randomUUID(), LetterState.DIED_AGAIN));

        // When
        var end = care.end(dead(21, 1, 0), 20, false);

        // Then
        assertThat(end).isEmpty();
    }

    @Test
    void shouldNotLoseItsPatienceWhileTheRouteStandsStill() {
        // Given
        RunCare care = care(ORDER.withPatience(Duration.ofMinutes(1)), Map.of());
        care.look(progress(5, 0, 5), false);

        // When
        clock.advance(Duration.ofMinutes(2));
        care.look(progress(5, 0, 5), true);
        boolean afterAHalt = care.isOver();
        clock.advance(Duration.ofMinutes(2));

        // Then
        assertThat(afterAHalt).isFalse();
        assertThat(care.isOver()).isTrue();
    }

    private RunCare care(ReplayOrder order, Map<UUID, LetterState> before) {
        return new RunCare(
                new ReplayPlan(
                        order,
                        "",
                        List.of(),
                        List.of(),
                        Map.of(),
                        before,
                        Set.of(Route.BEHAVIORAL),
                        10,
                        StaleGuard.NONE,
                        Untold.NONE),
                clock);
    }

    private static RunProgress progress(long sent, long delivered, long waiting) {
        return new RunProgress(
                2_000, sent, 0, Map.of(LetterState.DELIVERED, delivered, LetterState.WAITING, waiting), "");
    }

    private static RunProgress dead(long sent, long died, long waiting) {
        return new RunProgress(2_000, sent, 0, Map.of(LetterState.DIED_AGAIN, died, LetterState.WAITING, waiting), "");
    }
}
