package io.eventbatcher.delivery.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.control.OperatorCommand;
import io.eventbatcher.delivery.Bench;
import io.eventbatcher.delivery.FakeHubSpot;
import io.eventbatcher.delivery.halt.RouteStatus;
import io.eventbatcher.delivery.lane.Lane;
import io.eventbatcher.delivery.loop.Backoff;
import io.eventbatcher.hubspot.Facts;
import io.eventbatcher.hubspot.Outcome;
import io.eventbatcher.ledger.Tally;
import io.eventbatcher.record.Item;
import io.eventbatcher.route.Route;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The health of an endpoint, apart from inputs on which HubSpot fails. */
class EndpointHealthTest {
    private static final Duration A_MOMENT = Duration.ofMillis(500);
    private static final Duration AN_HOUR = Duration.ofHours(1);
    private static final Outcome DOWN =
            new Outcome.Retry(FakeHubSpot.DOWN, Duration.ZERO, Outcome.Retry.Cause.UNREACHABLE);

    private final Bench bench = new Bench();
    private final List<String> taken = new ArrayList<>();

    private void failOn(String poison) {
        bench.hubSpot.answer(inputs ->
                inputs.stream().anyMatch(json -> json.contains(poison)) ? DOWN : new Outcome.Delivered(FakeHubSpot.OK));
        bench.hubSpot.onDelivered(taken::addAll);
    }

    private void putAlone(Lane lane, String name, int number) {
        for (int i = 0; i < number; i++) {
            bench.put(lane, Bench.event(name + '-' + i));
        }
    }

    private static Item[] events(int size) {
        return IntStream.range(0, size).mapToObj(i -> Bench.event("e" + i)).toArray(Item[]::new);
    }

    @ParameterizedTest
    @EnumSource(Route.class)
    void shouldLetGoodEventsPassAtOnceBesidePoison(Route route) {
        // Given little traffic, a few events that HubSpot fails on, and now and then one more
        List<Lane> bad =
                IntStream.range(0, 5).mapToObj(i -> bench.lane(route, 1)).toList();
        Lane good = bench.lane(route, 1);
        failOn("poison");
        bad.forEach(lane -> bench.put(lane, Bench.event("poison")));

        for (int i = 0; i < AN_HOUR.toSeconds() / 20; i++) {
            // When
            bench.pass(Duration.ofSeconds(20));
            if (i % 9 == 0) {
                bench.put(bad.get(i % 5), Bench.event("poison " + i));
            }
            bench.put(good, Bench.event("good " + i));
            bench.pass(A_MOMENT);

            // Then
            assertThat(taken).hasSize(i + 1);
            assertThat(bench.gates.of(route).breakerState()).isEqualTo("closed");
            assertThat(bench.status(route)).isEqualTo(RouteStatus.OPEN);
        }
        assertThat(bench.deadLetters()).hasSizeGreaterThan(5);
    }

    @Test
    void shouldGoDownInAnOutageAndStayDownWhileOnlyRetriesAreLeft() {
        // Given accepted traffic, and then an outage after which only retries are left
        List<Lane> lanes = IntStream.range(0, 8)
                .mapToObj(i -> bench.lane(Route.BEHAVIORAL, 8))
                .toList();
        lanes.forEach(lane -> bench.put(lane, events(500)));
        bench.pass(A_MOMENT);
        failOn("e");
        for (int i = 0; i < 8; i++) {
            lanes.forEach(lane -> bench.put(lane, events(500)));
        }
        bench.pass(Duration.ofSeconds(1));
        String breaker = bench.gates.of(Route.BEHAVIORAL).breakerState();
        int atFirst = bench.hubSpot.requests.size();

        // When
        for (int i = 0; i < 600; i++) {
            bench.pass(Duration.ofSeconds(1));
            assertThat(bench.status(Route.BEHAVIORAL).state()).isEqualTo(RouteStatus.State.DOWN);
        }

        // Then a few retries go
        assertThat(breaker).isEqualTo("open");
        assertThat(atFirst).isLessThan(8 + 2 * 64);
        assertThat(bench.hubSpot.requests.size() - atFirst).isBetween(120, 600);
        failOn("nothing");
        bench.pass(Backoff.CAP.plusSeconds(5));
        assertThat(bench.total()).isEqualTo(new Tally(36_000, 36_000, 0, 0));
        assertThat(bench.gates.of(Route.BEHAVIORAL).isOpen()).isTrue();
    }

    @Test
    void shouldFindTheEndpointUpWhenARetryIsAnswered() {
        // Given
        Lane lane = bench.lane(Route.BEHAVIORAL, 8, 1);
        failOn("e");
        putAlone(lane, "e", 8);
        bench.pass(Duration.ofMinutes(2));
        boolean openInTheOutage = bench.gates.of(Route.BEHAVIORAL).isOpen();

        // When
        failOn("nothing");
        bench.pass(Duration.ofSeconds(10));

        // Then
        assertThat(openInTheOutage).isFalse();
        assertThat(bench.gates.of(Route.BEHAVIORAL).breakerState()).isEqualTo("closed");
        assertThat(bench.status(Route.BEHAVIORAL)).isEqualTo(RouteStatus.OPEN);
        assertThat(lane.drained()).isTrue();
    }

    @Test
    void shouldGoUpWhenFirstTriesOfAnotherLaneAreTaken() {
        // Given only bad events, so that the endpoint seems to be down
        Lane bad = bench.lane(Route.BEHAVIORAL, 8, 1);
        Lane good = bench.lane(Route.BEHAVIORAL, 8, 1);
        failOn("poison");
        putAlone(bad, "poison", 8);
        bench.pass(Duration.ofMinutes(1));
        String breaker = bench.gates.of(Route.BEHAVIORAL).breakerState();

        // When
        putAlone(good, "good", 2);
        bench.pass(A_MOMENT);

        // Then
        assertThat(breaker).isEqualTo("open");
        assertThat(taken).hasSize(2);
        assertThat(bench.gates.of(Route.BEHAVIORAL).breakerState()).isEqualTo("closed");
    }

    @Test
    void shouldGoDownAgainWhenBothProbesFail() {
        // Given
        Lane lane = bench.lane(Route.BEHAVIORAL, 8, 1);
        Lane other = bench.lane(Route.BEHAVIORAL, 8, 1);
        failOn("e");
        putAlone(lane, "e", 8);
        bench.pass(EndpointHealth.DOWN_FOR.multipliedBy(2));

        // When
        putAlone(other, "other e", 8);
        bench.pass(A_MOMENT);

        // Then only two first tries go
        assertThat(bench.gates.of(Route.BEHAVIORAL).breakerState()).isEqualTo("open");
        assertThat(bench.hubSpot.requests.stream()
                        .filter(inputs -> inputs.get(0).contains("other")))
                .hasSize(2);
    }

    @Test
    void shouldFindAQuietRouteDownAfterManyFailuresInARow() {
        // Given
        Lane lane = bench.lane(Route.MARKETING_UPDATE, 1);
        failOn("e");
        bench.put(lane, Bench.event("e"));
        bench.pass(Duration.ofSeconds(10));
        RouteStatus atFirst = bench.status(Route.MARKETING_UPDATE);

        // When
        bench.pass(Duration.ofMinutes(10));

        // Then
        assertThat(atFirst).isEqualTo(RouteStatus.OPEN);
        assertThat(bench.status(Route.MARKETING_UPDATE).state()).isEqualTo(RouteStatus.State.DOWN);
        failOn("nothing");
        bench.pass(Duration.ofMinutes(1));
        assertThat(bench.status(Route.MARKETING_UPDATE)).isEqualTo(RouteStatus.OPEN);
    }

    @Test
    void shouldKeepProbesOfTheEndpointWhenRetriesProbeAHalt() {
        // Given a halt and an open breaker, and only retries to probe with
        Lane refused = bench.lane(Route.BEHAVIORAL, 8, 1);
        Lane lane = bench.lane(Route.BEHAVIORAL, 8, 1);
        Facts forbidden = new Facts(403, null, "no", null, Duration.ZERO);
        bench.hubSpot.answer(inputs ->
                inputs.get(0).contains("refused") ? new Outcome.Halt(forbidden, Outcome.Halt.Cause.FORBIDDEN) : DOWN);
        bench.hubSpot.hold();
        putAlone(refused, "refused", 1);
        putAlone(lane, "e", 8);
        bench.pass(A_MOMENT);
        bench.hubSpot.letGo();
        bench.run();
        String breaker = bench.gates.of(Route.BEHAVIORAL).breakerState();
        RouteStatus halt = bench.status(Route.BEHAVIORAL);
        failOn("e");
        bench.pass(AN_HOUR);

        // When
        failOn("nothing");
        bench.pass(Duration.ofMinutes(3));

        // Then
        assertThat(breaker).isEqualTo("open");
        assertThat(halt.state()).isEqualTo(RouteStatus.State.HALTED);
        assertThat(lane.drained()).isTrue();
        assertThat(bench.status(Route.BEHAVIORAL)).isEqualTo(RouteStatus.OPEN);
    }

    private void obey(OperatorCommand.Kind kind) {
        String target = OperatorCommand.target(Route.BEHAVIORAL);
        bench.gates.obey(new OperatorCommand(target, kind, "ann", "", bench.time.instant(), null));
    }

    @Test
    void shouldSendNoRetriesWhileTheRouteIsPaused() {
        // Given
        Lane lane = bench.lane(Route.BEHAVIORAL, 8, 1);
        failOn("poison");
        putAlone(lane, "poison", 8);
        bench.pass(Duration.ofMinutes(1));
        obey(OperatorCommand.Kind.PAUSE);
        int before = bench.hubSpot.requests.size();
        bench.pass(AN_HOUR);
        int afterAnHour = bench.hubSpot.requests.size();

        // When
        obey(OperatorCommand.Kind.RESUME);
        bench.pass(A_MOMENT);

        // Then the retries go one at a time
        assertThat(afterAnHour).isEqualTo(before);
        assertThat(bench.hubSpot.requests.size() - before).isLessThan(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 120})
    void shouldForgetAnOutageLongAfterTheLastFailure(int seconds) {
        // Given an outage whose retries move to another instance
        Lane leaving = bench.lane(Route.BEHAVIORAL, 8, 1);
        Lane staying = bench.lane(Route.BEHAVIORAL, 8, 1);
        bench.hubSpot.refuse("bad");
        putAlone(staying, "bad", 1);
        bench.pass(A_MOMENT);
        failOn("e");
        putAlone(leaving, "e", 8);
        bench.pass(Duration.ofSeconds(seconds));
        RouteStatus outage = bench.status(Route.BEHAVIORAL);

        // When
        leaving.drop();
        bench.lanes.remove(leaving);
        bench.pass(AN_HOUR);

        // Then time confirms the rejection
        assertThat(outage.state()).isEqualTo(RouteStatus.State.DOWN);
        assertThat(bench.status(Route.BEHAVIORAL)).isEqualTo(RouteStatus.OPEN);
        assertThat(bench.deadLetters()).hasSize(1);
    }

    @Test
    void shouldSendFewRetriesWhenFewAreAnswered() {
        // Given an endpoint that is down, behind a proxy that sometimes refuses a request
        List<Lane> lanes = IntStream.range(0, 16)
                .mapToObj(i -> bench.lane(Route.BEHAVIORAL, 8, 1))
                .toList();
        lanes.forEach(lane -> putAlone(lane, "e", 8));
        Outcome busy = new Outcome.Retry(
                new Facts(429, null, null, null, Duration.ZERO), Duration.ZERO, Outcome.Retry.Cause.THROTTLED);
        bench.hubSpot.answer(inputs -> bench.hubSpot.requests.size() % 50 == 0 ? busy : DOWN);
        bench.pass(Duration.ofMinutes(1));
        int before = bench.hubSpot.requests.size();

        // When
        bench.pass(AN_HOUR);

        // Then retries are a few times as many as by turns alone, but far from all that are due
        assertThat(bench.hubSpot.requests.size() - before).isLessThan(3 * 1_440);
    }
}
