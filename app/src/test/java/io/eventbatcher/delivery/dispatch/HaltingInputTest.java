package io.eventbatcher.delivery.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.deadletter.DeadLetterHeader;
import io.eventbatcher.delivery.Bench;
import io.eventbatcher.delivery.FakeHubSpot;
import io.eventbatcher.delivery.halt.RouteStatus;
import io.eventbatcher.delivery.lane.Lane;
import io.eventbatcher.hubspot.Facts;
import io.eventbatcher.hubspot.Outcome;
import io.eventbatcher.hubspot.Outcome.Halt.Cause;
import io.eventbatcher.ledger.Tally;
import io.eventbatcher.record.Item;
import io.eventbatcher.route.Route;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Answers that halt the route, and are about one input. */
class HaltingInputTest {
    private static final Duration SOON = Duration.ofSeconds(12);
    private static final Duration A_WHILE = Duration.ofMinutes(2);
    private static final int MORE = 25;

    private final Bench bench = new Bench();
    private final List<String> taken = new ArrayList<>();

    private void haltOn(String text, Cause cause) {
        bench.hubSpot.onDelivered(taken::addAll);
        bench.hubSpot.answer(inputs -> inputs.stream().anyMatch(json -> json.contains(text))
                ? new Outcome.Halt(new Facts(403, null, "a page", null, Duration.ZERO), cause)
                : new Outcome.Delivered(FakeHubSpot.OK));
    }

    /** More events come, one every two seconds. */
    private void goOn(Lane lane) {
        for (int i = 0; i < MORE; i++) {
            bench.put(lane, Bench.event("more" + i));
            bench.pass(Duration.ofSeconds(2));
        }
        bench.pass(SOON);
    }

    @ParameterizedTest
    @EnumSource(
            value = Cause.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"NO_TOKEN", "REFUSED_HERE"})
    void shouldFindTheOneInputThatDrawsTheHaltAndDeliverTheOthersSoon(Cause cause) {
        // Given
        Lane lane = bench.lane(Route.MARKETING_UPSERT, 1);
        Item[] items = Bench.events("good", 12);
        items[5] = Bench.event("peculiar");
        bench.put(lane, items);
        haltOn("peculiar", cause);

        // When
        bench.run(SOON);
        int takenSoon = taken.size();
        goOn(lane);

        // Then
        assertThat(takenSoon).isEqualTo(11);
        assertThat(bench.total()).isEqualTo(new Tally(12 + MORE, 11 + MORE, 0, 1));
        assertThat(DeadLetterHeader.REASON.in(bench.deadLetters().get(0).headers()))
                .hasValue("rejected");
        assertThat(bench.status(Route.MARKETING_UPSERT)).isEqualTo(RouteStatus.OPEN);
        assertThat(bench.hubSpot.requests).hasSizeLessThan(40 + MORE);
    }

    @ParameterizedTest
    @EnumSource(Route.class)
    void shouldLetOthersPassWhenTheFirstRequestIsTheInputAlone(Route route) {
        // Given
        Lane lane = bench.lane(route, 1, 1);
        bench.put(lane, Bench.event("peculiar"));
        for (Item item : Bench.events("good", 30)) {
            bench.put(lane, item);
        }
        haltOn("peculiar", Cause.FORBIDDEN);

        // When
        bench.run(SOON);
        int takenSoon = taken.size();
        bench.run(A_WHILE);

        // Then
        assertThat(takenSoon).isGreaterThanOrEqualTo(3);
        assertThat(bench.total()).isEqualTo(new Tally(31, 30, 0, 1));
    }

    @ParameterizedTest
    @EnumSource(Route.class)
    void shouldEndTheHaltSoonWhenAGoodEventComesLongAfterTheOnlyOne(Route route) {
        // Given
        Lane lane = bench.lane(route, 1, 1);
        bench.put(lane, Bench.event("peculiar"));
        haltOn("peculiar", Cause.FORBIDDEN);
        bench.pass(Duration.ofMinutes(20));
        RouteStatus before = bench.status(route);
        bench.put(lane, Bench.event("good"));

        // When
        bench.run(Duration.ofSeconds(6));

        // Then
        assertThat(before.state()).isEqualTo(RouteStatus.State.HALTED);
        assertThat(taken).hasSize(1);
    }

    @Test
    void shouldStopNoOtherRoutesForTheOnlyInputOfARoute() {
        // Given
        bench.put(bench.lane(Route.BEHAVIORAL, 1), Bench.event("peculiar"));
        Lane lane = bench.lane(Route.MARKETING_UPSERT, 1);
        haltOn("peculiar", Cause.TOKEN_REFUSED);

        // When
        for (int i = 0; i < 60; i++) {
            bench.put(lane, Bench.event("good" + i));
            bench.run(Duration.ofSeconds(1));
        }

        // Then
        assertThat(bench.status(Route.MARKETING_UPSERT)).isEqualTo(RouteStatus.OPEN);
        assertThat(bench.status(Route.BEHAVIORAL).state()).isEqualTo(RouteStatus.State.HALTED);
        assertThat(taken).hasSize(60);
        assertThat(bench.hubSpot.requests).hasSizeLessThan(100);
    }

    @Test
    void shouldKeepTheOrderBehindTheInput() {
        // Given
        Lane lane = bench.lane(Route.MARKETING_UPDATE, 1, 1);
        bench.put(lane, Bench.event("peculiar", "A", "{\"n\":\"peculiar A\"}"));
        bench.put(lane, Bench.event("a2", "A", "{\"n\":\"A2\"}"));
        bench.put(lane, Bench.event("b1", "B", "{\"n\":\"B1\"}"));
        bench.put(lane, Bench.event("a3", "A", "{\"n\":\"A3\"}"));
        bench.put(lane, Bench.event("b2", "B", "{\"n\":\"B2\"}"));
        haltOn("peculiar", Cause.FORBIDDEN);

        // When
        goOn(lane);

        // Then
        assertThat(taken).containsSubsequence("{\"n\":\"A2\"}", "{\"n\":\"A3\"}");
        assertThat(taken).containsSubsequence("{\"n\":\"B1\"}", "{\"n\":\"B2\"}");
        assertThat(bench.total()).isEqualTo(new Tally(5 + MORE, 4 + MORE, 0, 1));
    }

    @Test
    void shouldOnlyBuryTheCulpritOfAMergedInput() {
        // Given
        Lane lane = bench.lane(Route.MARKETING_UPDATE, 1);
        bench.put(
                lane,
                Bench.event("a1", "A", "{\"objectId\":\"A\",\"x\":1}"),
                Bench.event("a2", "A", "{\"objectId\":\"A\",\"peculiar\":1}"),
                Bench.event("a3", "A", "{\"objectId\":\"A\",\"x\":3}"),
                Bench.event("b", "B", "{\"objectId\":\"B\",\"x\":3}"));
        haltOn("peculiar", Cause.FORBIDDEN);

        // When
        goOn(lane);

        // Then
        assertThat(bench.total()).isEqualTo(new Tally(4 + MORE, 3 + MORE, 0, 1));
    }

    @Test
    void shouldTakeMergedInputsApartWhenEachHasACulprit() {
        // Given
        Lane lane = bench.lane(Route.MARKETING_UPDATE, 1);
        bench.put(
                lane,
                Bench.event("a1", "A", "{\"objectId\":\"A\",\"x\":1}"),
                Bench.event("a2", "A", "{\"objectId\":\"A\",\"peculiar\":1}"),
                Bench.event("b1", "B", "{\"objectId\":\"B\",\"x\":1}"),
                Bench.event("b2", "B", "{\"objectId\":\"B\",\"peculiar\":1}"));
        bench.put(
                lane,
                Bench.event("a3", "A", "{\"objectId\":\"A\",\"x\":3}"),
                Bench.event("b3", "B", "{\"objectId\":\"B\",\"x\":3}"));
        haltOn("peculiar", Cause.FORBIDDEN);

        // When
        goOn(lane);

        // Then
        assertThat(bench.total()).isEqualTo(new Tally(6 + MORE, 4 + MORE, 0, 2));
    }

    @Test
    void shouldNotHaltAgainAndAgainForManySuchInputs() {
        // Given
        Lane lane = bench.lane(Route.BEHAVIORAL, 8);
        for (int i = 0; i < 20; i++) {
            Item[] items = Bench.events("good" + i + "-", 100);
            items[i * 5] = Bench.event("peculiar" + i);
            bench.put(lane, items);
        }
        haltOn("peculiar", Cause.FORBIDDEN);

        // When
        bench.run(SOON);
        int takenSoon = taken.size();
        goOn(lane);

        // Then
        assertThat(takenSoon).isEqualTo(1_980);
        assertThat(bench.total()).isEqualTo(new Tally(2_000 + MORE, 1_980 + MORE, 0, 20));
    }

    @Test
    void shouldBuryTheInputByCommand() {
        // Given
        bench.put(bench.lane(Route.MARKETING_UPSERT, 1), Bench.event("peculiar"));
        haltOn("peculiar", Cause.FORBIDDEN);
        bench.run(A_WHILE);
        int settledBefore = bench.settled.size();

        // When
        bench.deadLetter(Route.MARKETING_UPSERT, Duration.ofMinutes(10));
        bench.run(Duration.ofSeconds(1));

        // Then
        assertThat(settledBefore).isZero();
        assertThat(bench.total()).isEqualTo(new Tally(1, 0, 0, 1));
    }

    @Test
    void shouldBuryNothingWhenTheWholeRouteIsRefusedAfterOneInputWas() {
        // Given
        Lane lane = bench.lane(Route.BEHAVIORAL, 8);
        Item[] items = Bench.events("good", 50);
        items[7] = Bench.event("peculiar");
        bench.put(lane, items);
        haltOn("peculiar", Cause.FORBIDDEN);
        goOn(lane);
        Tally before = bench.total();
        haltOn("n", Cause.FORBIDDEN);
        for (int i = 0; i < 10; i++) {
            bench.put(lane, Bench.events("late" + i + "-", i % 2 == 0 ? 1 : 50));
        }

        // When
        bench.pass(Duration.ofMinutes(30));

        // Then
        assertThat(before).isEqualTo(new Tally(50 + MORE, 49 + MORE, 0, 1));
        assertThat(bench.total()).isEqualTo(before);
        assertThat(bench.status(Route.BEHAVIORAL).state()).isEqualTo(RouteStatus.State.HALTED);
        assertThat(bench.hubSpot.requests).hasSizeLessThan(160);
    }

    @Test
    void shouldBuryByCommandTheInputThatStopsOnlyItsRoute() {
        // Given
        bench.put(bench.lane(Route.BEHAVIORAL, 1, 1), Bench.event("peculiar"));
        Lane others = bench.lane(Route.MARKETING_UPSERT, 1, 1);
        haltOn("peculiar", Cause.TOKEN_REFUSED);
        for (int i = 0; i < 120; i++) {
            bench.put(others, Bench.event("good" + i));
            bench.pass(Duration.ofSeconds(1));
        }

        // When
        bench.deadLetter(Route.BEHAVIORAL, Duration.ofMinutes(10));
        bench.pass(Duration.ofMinutes(2));

        // Then
        assertThat(bench.deadLetters()).hasSize(1);
    }
}
