package io.eventbatcher.delivery.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.delivery.Bench;
import io.eventbatcher.delivery.FakeHubSpot;
import io.eventbatcher.delivery.halt.RouteStatus;
import io.eventbatcher.delivery.lane.Lane;
import io.eventbatcher.hubspot.Facts;
import io.eventbatcher.hubspot.Outcome;
import io.eventbatcher.hubspot.Outcome.Halt.Cause;
import io.eventbatcher.ledger.Tally;
import io.eventbatcher.route.Route;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that halt the route for a time, and are about no input. */
class OutageAnswersTest {
    private final Bench bench = new Bench();

    @Test
    void shouldBuryNothingWhenEveryThirdAnswerHalts() {
        // Given
        Lane lane = bench.lane(Route.BEHAVIORAL, 8);
        for (int i = 0; i < 40; i++) {
            bench.put(lane, Bench.events("good" + i + "-", 20));
        }
        int[] number = new int[1];
        bench.hubSpot.answer(inputs -> number[0]++ % 3 == 0
                ? new Outcome.Halt(new Facts(403, null, "no", null, Duration.ZERO), Cause.FORBIDDEN)
                : new Outcome.Delivered(FakeHubSpot.OK));

        // When
        bench.pass(Duration.ofMinutes(30));

        // Then
        assertThat(bench.total()).isEqualTo(new Tally(800, 800, 0, 0));
    }

    private static Outcome halt(Cause cause) {
        return new Outcome.Halt(new Facts(403, null, "no", null, Duration.ZERO), cause);
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 50, 80})
    void shouldBuryNothingInAPartialOutage(int refusedPercent) {
        // Given
        List<Lane> lanes = List.of(
                bench.lane(Route.BEHAVIORAL, 8, 20),
                bench.lane(Route.BEHAVIORAL, 8, 20),
                bench.lane(Route.BEHAVIORAL, 8, 1),
                bench.lane(Route.MARKETING_UPSERT, 1, 20));
        Random chance = new Random(refusedPercent);
        onTheWay(chance);
        bench.hubSpot.answer(some -> chance.nextInt(100) < refusedPercent
                ? halt(Cause.TOKEN_REFUSED)
                : new Outcome.Delivered(FakeHubSpot.OK));

        // When
        for (int i = 0; i < 1_500; i++) {
            for (Lane lane : lanes) {
                bench.put(lane, Bench.events(i + "-", 5));
            }
            bench.run(Duration.ofMillis(200));
        }
        bench.hubSpot.answer(some -> new Outcome.Delivered(FakeHubSpot.OK));
        bench.pass(Duration.ofMinutes(10));

        // Then
        assertThat(bench.total()).isEqualTo(new Tally(30_000, 30_000, 0, 0));
    }

    /** Requests and answers take a while, and pass each other. */
    private void onTheWay(Random chance) {
        bench.hubSpot.onTheWay(step -> bench.time.after(Duration.ofMillis(20 + chance.nextInt(150)), step));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void shouldBuryNothingWhenCredentialsAreRevokedWhileAnswersAreOnTheWay(int seed) {
        // Given
        Lane lane = bench.lane(Route.BEHAVIORAL, 8, 20);
        onTheWay(new Random(seed));
        boolean[] revoked = new boolean[1];
        bench.hubSpot.answer(some -> revoked[0] ? halt(Cause.TOKEN_REFUSED) : new Outcome.Delivered(FakeHubSpot.OK));

        // When
        for (int i = 0; i < 51; i++) {
            revoked[0] = i >= 50;
            bench.put(lane, Bench.events("e" + i + "-", 5));
            bench.run(Duration.ofMillis(100));
        }
        bench.pass(Duration.ofMinutes(20));
        revoked[0] = false;
        bench.pass(Duration.ofMinutes(2));

        // Then
        assertThat(bench.total()).isEqualTo(new Tally(255, 255, 0, 0));
    }

    @ParameterizedTest
    @EnumSource(
            value = Cause.class,
            names = {"TOKEN_REFUSED", "BLOCKED"})
    void shouldBuryNothingForALateRefusalBehindALongOutage(Cause cause) {
        // Given
        Lane lane = bench.lane(Route.BEHAVIORAL, 8, 1);
        int[] refusals = {Integer.MAX_VALUE};
        bench.hubSpot.answer(some -> some.get(0).contains("waits") && refusals[0]-- > 0
                ? halt(cause)
                : new Outcome.Delivered(FakeHubSpot.OK));
        bench.put(lane, Bench.event("waits"));
        bench.pass(Duration.ofMinutes(20));
        refusals[0] = 2;

        // When
        bench.put(lane, Bench.event("second"));
        bench.pass(Duration.ofSeconds(20));
        bench.put(lane, Bench.event("third"));
        bench.pass(Duration.ofMinutes(5));

        // Then
        assertThat(bench.total()).isEqualTo(new Tally(3, 3, 0, 0));
    }

    @Test
    void shouldHaltAndBuryNothingWhileNoOthersAreLeftToCompareWith() {
        // Given
        Lane lane = bench.lane(Route.BEHAVIORAL, 8, 1);
        bench.hubSpot.answer(
                some -> some.get(0).contains("second") ? new Outcome.Delivered(FakeHubSpot.OK) : halt(Cause.BLOCKED));
        bench.put(lane, Bench.event("first"));
        bench.put(lane, Bench.event("second"));

        // When
        bench.pass(Duration.ofMinutes(30));

        // Then
        assertThat(bench.deadLetters()).isEmpty();
        assertThat(bench.status(Route.BEHAVIORAL).state()).isEqualTo(RouteStatus.State.HALTED);
        assertThat(bench.hubSpot.requests).hasSizeLessThan(80);
    }
}
