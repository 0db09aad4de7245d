package io.eventbatcher.delivery.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.control.OperatorCommand;
import io.eventbatcher.delivery.Bench;
import io.eventbatcher.delivery.FakeHubSpot;
import io.eventbatcher.delivery.halt.RouteStatus;
import io.eventbatcher.delivery.lane.Lane;
import io.eventbatcher.hubspot.Facts;
import io.eventbatcher.hubspot.LimitHeaders;
import io.eventbatcher.hubspot.Outcome;
import io.eventbatcher.ledger.Tally;
import io.eventbatcher.route.Route;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ParkTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Facts DAILY = new Facts(429, null, "daily limit", null, Duration.ZERO);

    private final Bench bench = new Bench();

    private Outcome park(Duration time) {
        return new Outcome.Park(DAILY, bench.time.instant().plus(time), Outcome.Park.Cause.QUOTA);
    }

    @Test
    void shouldSendNothingUnderTheQuotaBeforeItsTimeAndGoOnByItself() {
        // Given
        bench.put(bench.lane(Route.MARKETING_UPSERT, 1), Bench.event("upsert"));
        bench.run();
        bench.put(bench.lanes.get(0), Bench.event("upsert"));
        bench.hubSpot.answer(inputs -> park(HOUR));
        bench.run();
        bench.put(bench.lane(Route.MARKETING_UPDATE, 1), Bench.event("update"));
        bench.put(bench.lane(Route.BEHAVIORAL, 1), Bench.event("free"));
        bench.hubSpot.answer(inputs -> new Outcome.Delivered(FakeHubSpot.OK));

        // When
        bench.run(HOUR.minusSeconds(1));

        // Then
        assertThat(bench.hubSpot.requests).hasSize(3);
        assertThat(bench.status(Route.MARKETING_UPDATE).state()).isEqualTo(RouteStatus.State.PARKED);
        assertThat(bench.status(Route.BEHAVIORAL)).isEqualTo(RouteStatus.OPEN);
        bench.run(Duration.ofSeconds(2));
        assertThat(bench.total()).isEqualTo(new Tally(4, 4, 0, 0));
        assertThat(bench.hubSpot.attempts).containsOnly(1);
    }

    @Test
    void shouldShowADayThatIsUsedUpToTheReserveAlthoughARequestGoesNowAndThen() {
        // Given
        bench.lane(Route.MARKETING_UPSERT, 1);

        // When
        bench.rates.correct(
                Route.MARKETING_UPSERT,
                new LimitHeaders(190, 100, Duration.ofSeconds(10), OptionalInt.of(250_000), OptionalInt.of(7_000)));

        // Then
        Instant now = bench.time.instant();
        bench.run();
        RouteStatus.Cause parked = new RouteStatus.Cause(
                RouteStatus.State.PARKED,
                "Of the account's 250,000 requests of the day only the reserve of 3 % is left, which is for other apps. One request a"
                        + " minute goes, to learn when there are more; the events wait.",
                now,
                now.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(1)));
        assertThat(bench.status(Route.MARKETING_UPSERT).causes()).containsExactly(parked);
        assertThat(bench.status(Route.MARKETING_UPDATE).causes()).containsExactly(parked);
        assertThat(bench.status(Route.BEHAVIORAL)).isEqualTo(RouteStatus.OPEN);
        bench.gates.obey(new OperatorCommand(
                OperatorCommand.target(Route.MARKETING_UPSERT), OperatorCommand.Kind.RESUME, "ada", "", now, null));
        bench.run();
        assertThat(bench.status(Route.MARKETING_UPSERT)).isEqualTo(RouteStatus.OPEN);
    }

    @Test
    void shouldNotLastLongerForAClockSetBack() {
        // Given
        bench.hubSpot.answer(inputs -> park(HOUR));
        bench.put(bench.lane(Route.BEHAVIORAL, 1), Bench.event("a"));
        bench.run();
        bench.hubSpot.answer(inputs -> new Outcome.Delivered(FakeHubSpot.OK));
        bench.time.step(Duration.ofHours(-5));

        // When
        bench.run(HOUR);

        // Then
        assertThat(bench.total()).isEqualTo(new Tally(1, 1, 0, 0));
    }

    @Test
    void shouldNotBeShortenedByAnAnswerToAnEarlierRequest() {
        // Given
        Lane lane = bench.lane(Route.BEHAVIORAL, 4, 1);
        bench.hubSpot.hold();
        bench.put(lane, Bench.event("a"));
        bench.put(lane, Bench.event("b"));
        bench.put(lane, Bench.event("c"));
        bench.run();
        bench.hubSpot.answer(inputs -> park(HOUR));
        bench.hubSpot.release(1);
        bench.run();

        // When
        bench.hubSpot.answer(inputs -> new Outcome.Delivered(FakeHubSpot.OK));
        bench.hubSpot.release(0);
        bench.run(HOUR.minusMinutes(1));

        // Then
        assertThat(bench.hubSpot.requests).hasSize(3);
        assertThat(bench.status(Route.BEHAVIORAL).state()).isEqualTo(RouteStatus.State.PARKED);
    }

    @Test
    void shouldNotBeBroughtForwardByALaterAnswer() {
        // Given
        parkedWithAnotherAnswerToCome();

        // When
        bench.hubSpot.answer(inputs -> park(Duration.ofMinutes(5)));
        bench.hubSpot.release(1);
        bench.run(Duration.ofMinutes(6));

        // Then
        assertThat(bench.hubSpot.requests).hasSize(2);
        assertThat(bench.status(Route.BEHAVIORAL).state()).isEqualTo(RouteStatus.State.PARKED);
    }

    @Test
    void shouldBePutOffByALaterAnswer() {
        // Given
        parkedWithAnotherAnswerToCome();

        // When
        bench.hubSpot.answer(inputs -> park(HOUR.plusMinutes(5)));
        bench.hubSpot.release(1);
        bench.run(HOUR.plusMinutes(4));

        // Then
        assertThat(bench.hubSpot.requests).hasSize(2);
        assertThat(bench.status(Route.BEHAVIORAL).state()).isEqualTo(RouteStatus.State.PARKED);
    }

    private void parkedWithAnotherAnswerToCome() {
        Lane lane = bench.lane(Route.BEHAVIORAL, 4, 1);
        bench.hubSpot.hold();
        bench.put(lane, Bench.event("a"));
        bench.put(lane, Bench.event("b"));
        bench.run();
        bench.hubSpot.answer(inputs -> park(HOUR));
        bench.hubSpot.release(0);
        bench.run();
    }
}
