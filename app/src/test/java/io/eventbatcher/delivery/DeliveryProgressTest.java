package io.eventbatcher.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.control.LaneCause;
import io.eventbatcher.control.LaneState;
import io.eventbatcher.control.StateName;
import io.eventbatcher.delivery.DeliverySnapshot.OfRoute;
import io.eventbatcher.delivery.halt.RouteStatus;
import io.eventbatcher.delivery.rate.RateShare;
import io.eventbatcher.route.Route;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeliveryProgressTest {
    private final VirtualTime time = new VirtualTime();
    private List<LaneState> lanes = List.of(lane(5));
    private Map<Route.Quota, RateShare.Rates> rates = Map.of();
    private long requests;
    private final DeliveryProgress progress = new DeliveryProgress(() -> lanes, this::snapshot, time);

    private static LaneState lane(long waiting, LaneCause... causes) {
        return LaneState.of("one", "behavioral", 0, List.of(causes), 0, 0, Instant.EPOCH)
                .withWaiting(waiting, Instant.EPOCH);
    }

    private DeliverySnapshot snapshot() {
        Map<Route, OfRoute> routes = new EnumMap<>(Route.class);
        for (Route route : Route.values()) {
            routes.put(route, new OfRoute(0, requests, 0, 0, 0, 0, "closed", RouteStatus.OPEN));
        }
        return new DeliverySnapshot(routes, rates);
    }

    private Optional<String> after(Duration passing) {
        Optional<String> trouble = progress.trouble();
        for (long second = 0; second < passing.toSeconds(); second += 5) {
            time.advance(Duration.ofSeconds(5));
            trouble = progress.trouble();
        }
        return trouble;
    }

    @Test
    void shouldNameARouteWhoseEventsWaitForNothing() {
        // When
        Optional<String> trouble = after(DeliveryProgress.PATIENCE.plusSeconds(5));

        // Then
        assertThat(trouble)
                .hasValue(
                        "events of the lanes behavioral/0 wait, nothing keeps them, and for 185 s nothing of them was sent or settled");
    }

    @Test
    void shouldBeWellWhileACauseIsKnown() {
        // Given
        lanes = List.of(lane(5, new LaneCause(StateName.HALTED, "The token.", null, null)));

        // When
        Optional<String> trouble = after(Duration.ofMinutes(10));

        // Then
        assertThat(trouble).isEmpty();
    }

    @Test
    void shouldBeWellWhileTheDaysRequestsAreUsedUpToTheReserve() {
        // Given
        rates = Map.of(Route.BEHAVIORAL.quota(), new RateShare.Rates(1 / 60.0, 1 / 120.0, 0, 250_000, 25_000));

        // When
        Optional<String> trouble = after(Duration.ofMinutes(10));

        // Then
        assertThat(trouble).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "0, 1"})
    void shouldBeWellWhileARequestIsInFlightOrARejectionWaitsForItsJudgement(int inFlight, int heldBack) {
        // Given
        lanes = List.of(LaneState.of("one", "behavioral", 0, List.of(), inFlight, heldBack, Instant.EPOCH)
                .withWaiting(5, Instant.EPOCH));

        // When
        Optional<String> trouble = after(Duration.ofMinutes(10));

        // Then
        assertThat(trouble).isEmpty();
    }

    @Test
    void shouldNameALaneThatStandsBesideOneThatIsTriedAgain() {
        // Given
        LaneState tried = LaneState.of(
                        "one",
                        "behavioral",
                        1,
                        List.of(new LaneCause(StateName.RETRYING, "503", null, null)),
                        0,
                        0,
                        Instant.EPOCH)
                .withWaiting(9, Instant.EPOCH);
        lanes = List.of(lane(5), tried);
        Optional<String> early = after(DeliveryProgress.PATIENCE.minusSeconds(5));
        requests++;

        // When
        Optional<String> trouble = after(Duration.ofSeconds(10));

        // Then
        assertThat(early).isEmpty();
        assertThat(trouble)
                .hasValueSatisfying(clause -> assertThat(clause)
                        .startsWith("events of the lanes behavioral/0 wait, nothing keeps them, and for 185 s"));
    }

    @Test
    void shouldBeWellWhileTheRateIsInUse() {
        // Given
        rates = Map.of(Route.BEHAVIORAL.quota(), new RateShare.Rates(10, 10, 9, 0, 0));

        // When
        Optional<String> trouble = after(Duration.ofMinutes(10));

        // Then
        assertThat(trouble).isEmpty();
    }

    @Test
    void shouldBeWellWhenNothingWaitsOrTheOldestIsSettled() {
        // Given
        after(DeliveryProgress.PATIENCE.minusSeconds(5));
        lanes = List.of(lane(5).withWaiting(5, Instant.EPOCH.plusSeconds(1)));
        Optional<String> settled = after(DeliveryProgress.PATIENCE.minusSeconds(5));
        lanes = List.of(lane(0));

        // When
        Optional<String> idle = after(Duration.ofMinutes(10));

        // Then
        assertThat(settled).isEmpty();
        assertThat(idle).isEmpty();
    }
}
