package io.eventbatcher.delivery.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.delivery.Bench;
import io.eventbatcher.delivery.FakeHubSpot;
import io.eventbatcher.delivery.halt.HaltMessages;
import io.eventbatcher.delivery.halt.RouteStatus;
import io.eventbatcher.delivery.lane.Lane;
import io.eventbatcher.hubspot.Facts;
import io.eventbatcher.hubspot.Outcome;
import io.eventbatcher.hubspot.Outcome.Halt.Cause;
import io.eventbatcher.ledger.Tally;
import io.eventbatcher.record.Item;
import io.eventbatcher.route.Route;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class HaltTest {
    private static final Duration LONG = Duration.ofMinutes(5);

    private final Bench bench = new Bench();

    private static Outcome halt(Cause cause, int status) {
        return new Outcome.Halt(new Facts(status, null, "no", null, Duration.ZERO), cause);
    }

    private static Outcome delivered() {
        return new Outcome.Delivered(FakeHubSpot.OK);
    }

    @Test
    void shouldStopEveryRouteAndProbeWithOneInputEverMoreRarely() {
        // Given
        for (Route route : Route.values()) {
            bench.put(bench.lane(route, 1), Bench.events(route.label(), 10));
        }
        bench.hubSpot.answer(inputs -> halt(Cause.TOKEN_REFUSED, 401));
        bench.run();
        int whenItHalted = bench.hubSpot.requests.size();

        // When: probes after 5, 15, 35, 75 and 135 seconds
        bench.run(Duration.ofSeconds(136));

        // Then
        List<List<String>> probes = bench.hubSpot.requests.subList(whenItHalted, bench.hubSpot.requests.size());
        assertThat(whenItHalted).isLessThanOrEqualTo(3);
        assertThat(probes).hasSize(5).allSatisfy(probe -> assertThat(probe).hasSize(1));
        assertThat(new HashSet<>(probes)).hasSize(5);
        assertThat(bench.settled).isEmpty();
    }

    @Test
    void shouldExplainAMissingToken() {
        // Given
        Facts refused = new Facts(0, null, "HubSpot gives no access token: it says so.", null, Duration.ZERO);

        // When
        String why = HaltMessages.of(Route.BEHAVIORAL, new Outcome.Halt(refused, Cause.NO_TOKEN));

        // Then
        assertThat(why)
                .startsWith(
                        "HubSpot does not accept our credentials, so every route has stopped: HubSpot gives no access"
                                + " token: it says so. Nothing becomes a dead letter");
    }

    @Test
    void shouldGoOnByItselfAndLeaveNoTraceOfTheHalt() {
        // Given
        for (Route route : Route.values()) {
            bench.put(bench.lane(route, 1), Bench.events(route.label(), 10));
        }
        bench.hubSpot.answer(inputs -> halt(Cause.TOKEN_REFUSED, 401));
        bench.run(Duration.ofMinutes(20));
        bench.hubSpot.answer(inputs -> delivered());
        int before = bench.hubSpot.requests.size();

        // When
        bench.run(LONG);

        // Then: one probe, the rest of the request, and the two others; the wait counts as no attempt
        assertThat(bench.total()).isEqualTo(new Tally(30, 30, 0, 0));
        assertThat(bench.hubSpot.requests).hasSize(before + 4);
        assertThat(bench.hubSpot.attempts.subList(before, before + 4)).containsOnly(1);
        assertThat(bench.status(Route.BEHAVIORAL)).isEqualTo(RouteStatus.OPEN);
    }

    @Test
    void shouldStopOneRouteOnlyWhenThePathIsWrong() {
        // Given
        bench.put(bench.lane(Route.MARKETING_UPSERT, 1), Bench.events("wrong", 10));
        bench.put(bench.lane(Route.BEHAVIORAL, 1), Bench.events("fine", 10));
        bench.hubSpot.answer(inputs -> inputs.get(0).contains("wrong") ? halt(Cause.PATH_NOT_FOUND, 404) : delivered());

        // When
        bench.run(Duration.ofSeconds(2));

        // Then
        assertThat(bench.total()).isEqualTo(new Tally(10, 10, 0, 0));
        assertThat(bench.status(Route.MARKETING_UPSERT).state()).isEqualTo(RouteStatus.State.HALTED);
        assertThat(bench.status(Route.MARKETING_UPSERT).reason())
                .contains("routes.marketing-upsert.path", "hubspot.base-url", "404");
        assertThat(bench.status(Route.MARKETING_UPDATE)).isEqualTo(RouteStatus.OPEN);
    }

    @Test
    void shouldKeepTheOrderOfAnOrderedLaneThroughAHalt() {
        // Given
        Lane lane = bench.lane(Route.MARKETING_UPDATE, 1, 3);
        bench.put(lane, update("A", 1), update("B", 1), update("C", 1));
        bench.put(lane, update("A", 2), update("B", 2));
        bench.hubSpot.answer(inputs -> halt(Cause.FORBIDDEN, 403));
        bench.run(LONG);
        bench.hubSpot.answer(inputs -> delivered());
        int before = bench.hubSpot.requests.size();

        // When
        bench.run(LONG);

        // Then
        List<String> sent = bench.hubSpot.requests.subList(before, bench.hubSpot.requests.size()).stream()
                .flatMap(List::stream)
                .toList();
        for (String identity : List.of("A", "B")) {
            assertThat(sent.stream().filter(json -> json.contains(identity)))
                    .containsExactly(json(identity, 1), json(identity, 2));
        }
        assertThat(bench.total()).isEqualTo(new Tally(5, 5, 0, 0));
    }

    @Test
    void shouldNotEndAHaltByAnAnswerToAnEarlierRequest() {
        // Given
        Lane lane = bench.lane(Route.BEHAVIORAL, 2, 1);
        bench.hubSpot.hold();
        bench.put(lane, Bench.event("late"));
        bench.put(lane, Bench.event("refused"));
        bench.put(lane, Bench.event("waiting"));
        bench.run();
        bench.hubSpot.answer(inputs -> inputs.get(0).contains("refused") ? halt(Cause.FORBIDDEN, 403) : delivered());
        bench.hubSpot.release(1);
        bench.run();

        // When
        bench.hubSpot.release(0);
        bench.run(Duration.ofSeconds(2));

        // Then
        assertThat(bench.status(Route.BEHAVIORAL).state()).isEqualTo(RouteStatus.State.HALTED);
        assertThat(bench.hubSpot.requests).hasSize(2);
    }

    @Test
    void shouldNotLetOnePeculiarInputKeepTheHalt() {
        // Given
        Lane lane = bench.lane(Route.MARKETING_UPSERT, 1);
        Item[] items = Bench.events("good", 20);
        items[0] = Bench.event("peculiar");
        bench.put(lane, items);
        bench.hubSpot.answer(inputs ->
                inputs.stream().anyMatch(json -> json.contains("peculiar")) ? halt(Cause.FORBIDDEN, 403) : delivered());

        // When
        bench.run(Duration.ofMinutes(30));

        // Then
        assertThat(bench.total()).isEqualTo(new Tally(20, 19, 0, 1));
    }

    @Test
    void shouldReportTheAnswerToTheLatestProbe() {
        // Given
        bench.put(bench.lane(Route.BEHAVIORAL, 1), Bench.events("e", 10));
        bench.hubSpot.answer(inputs -> halt(Cause.PATH_NOT_FOUND, 404));
        bench.run();
        bench.hubSpot.answer(inputs -> halt(Cause.FORBIDDEN, 403));

        // When
        bench.run(Duration.ofSeconds(6));

        // Then
        assertThat(bench.status(Route.BEHAVIORAL).reason()).contains("403").doesNotContain("404");
    }

    @Test
    void shouldNotProlongTheHaltOfAllRoutesForOneRoute() {
        // Given
        for (Route route : Route.values()) {
            bench.put(bench.lane(route, 1), Bench.events(route.label(), 10));
        }
        bench.hubSpot.answer(inputs -> halt(Cause.TOKEN_REFUSED, 401));
        bench.run();
        bench.hubSpot.answer(inputs ->
                inputs.toString().contains(Route.BEHAVIORAL.label()) ? halt(Cause.TOKEN_REFUSED, 401) : delivered());

        // When
        bench.run(LONG);

        // Then
        assertThat(bench.total()).isEqualTo(new Tally(20, 20, 0, 0));
    }

    @Test
    void shouldSendOnlyProbesWhenProbesMeetAnOutage() {
        // Given
        bench.put(bench.lane(Route.BEHAVIORAL, 1), Bench.events("e", 10));
        bench.hubSpot.answer(inputs -> halt(Cause.TOKEN_REFUSED, 401));
        bench.run();
        bench.hubSpot.answer(
                inputs -> new Outcome.Retry(FakeHubSpot.DOWN, Duration.ZERO, Outcome.Retry.Cause.UNREACHABLE));

        // When
        bench.run(Duration.ofMinutes(1));

        // Then
        assertThat(bench.status(Route.BEHAVIORAL).state()).isEqualTo(RouteStatus.State.HALTED);
        assertThat(bench.hubSpot.requests).hasSizeLessThan(8);
    }

    private static Item update(String identity, int number) {
        return Bench.event(identity + number, identity, json(identity, number));
    }

    private static String json(String identity, int number) {
        return "{\"objectId\":\"%s\",\"n\":%d}".formatted(identity, number);
    }
}
