package io.eventbatcher.delivery.rejection;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.delivery.Bench;
import io.eventbatcher.delivery.FakeHubSpot;
import io.eventbatcher.delivery.halt.RouteStatus;
import io.eventbatcher.delivery.lane.Lane;
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

/** Rejections of everything: the route halts, and nothing dies before others are taken. */
class RejectionGuardTest {
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration JUDGE_AFTER = Duration.ofSeconds(30);

    private final Bench bench = new Bench();

    private static Item[] named(String eventName, String name, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Bench.named(eventName, name + i))
                .toArray(Item[]::new);
    }

    @ParameterizedTest
    @EnumSource(Route.class)
    void shouldHaltSoonAndDeadLetterNothingWhenEverythingIsRejected(Route route) {
        // Given
        bench.fill(route, 4, 10, 100);
        bench.hubSpot.refuse("n");

        // When
        bench.run(LONG);

        // Then
        assertThat(bench.settled).isEmpty();
        assertThat(bench.status(route).state()).isEqualTo(RouteStatus.State.HALTED);
        assertThat(bench.status(route).reason())
                .contains(
                        "rejects everything",
                        "400 VALIDATION_ERROR: wrong",
                        "event-batcher lanes dead-letter " + route);
        assertThat(bench.hubSpot.requests.size()).isLessThan(route.ordered() ? 80 : 600);
    }

    @ParameterizedTest
    @EnumSource(Route.class)
    void shouldDeliverRejectedEventsAfterTheFaultIsGone(Route route) {
        // Given
        bench.fill(route, 4, 10, 100);
        bench.hubSpot.refuse("n");
        bench.run(LONG);
        bench.hubSpot.answer(inputs -> new Outcome.Delivered(FakeHubSpot.OK));

        // When
        bench.run(LONG);

        // Then
        assertThat(bench.total()).isEqualTo(new Tally(4_000, 4_000, 0, 0));
        assertThat(bench.status(route)).isEqualTo(RouteStatus.OPEN);
    }

    @Test
    void shouldKeepTheOrderOfWithdrawnRejections() {
        // Given
        Lane lane = bench.lane(Route.MARKETING_UPDATE, 1, 8);
        for (int i = 1; i <= 4; i++) {
            int number = i;
            bench.put(
                    lane,
                    IntStream.range(0, 8)
                            .mapToObj(j -> Bench.event(
                                    "x" + j + number, "X" + j, "{\"objectId\":\"X" + j + "\",\"n\":" + number + "}"))
                            .toArray(Item[]::new));
        }
        bench.hubSpot.refuse("n");
        bench.run(LONG);
        RouteStatus halt = bench.status(Route.MARKETING_UPDATE);
        bench.hubSpot.answer(inputs -> new Outcome.Delivered(FakeHubSpot.OK));
        int before = bench.hubSpot.requests.size();

        // When
        bench.run(LONG);

        // Then
        assertThat(halt.state()).isEqualTo(RouteStatus.State.HALTED);
        List<String> sent = bench.hubSpot.requests.subList(before, bench.hubSpot.requests.size()).stream()
                .flatMap(List::stream)
                .toList();
        for (int j = 0; j < 8; j++) {
            String identity = "X" + j;
            assertThat(sent.stream().filter(json -> json.contains(identity)).map(json -> json.replaceAll(".*n\":", "")))
                    .containsExactly("1}", "2}", "3}", "4}");
        }
    }

    @Test
    void shouldDeadLetterAMissingEventNameThatFillsWholeBatches() {
        // Given
        for (int i = 0; i < 4; i++) {
            Lane lane = bench.lane(Route.BEHAVIORAL, 8);
            bench.put(lane, named("known", "good-a" + i, 50));
            for (int j = 0; j < 10; j++) {
                bench.put(lane, named("missing", "bad" + i + "-" + j + "-", 50));
            }
            bench.put(lane, named("known", "good-b" + i, 50));
        }
        bench.hubSpot.refuse("bad");

        // When
        bench.run(JUDGE_AFTER.dividedBy(2));

        // Then
        assertThat(bench.total()).isEqualTo(new Tally(2_400, 400, 0, 2_000));
        assertThat(bench.status(Route.BEHAVIORAL)).isEqualTo(RouteStatus.OPEN);
    }

    @Test
    void shouldDeadLetterNothingWhileALeavingLaneHoldsOtherNames() {
        // Given an accepted other name, of which more events wait in a leaving lane
        Lane staying = bench.lane(Route.BEHAVIORAL, 8, 1);
        Lane leaving = bench.lane(Route.BEHAVIORAL, 8, 1);
        bench.put(leaving, Bench.named("other", "taken"));
        bench.run();
        leaving.leave();
        bench.put(leaving, Bench.named("other", "waiting"));
        bench.hubSpot.refuse("bad");

        // When
        for (int i = 0; i < 25; i++) {
            bench.put(staying, Bench.named("rejected", "bad" + i));
        }
        bench.run();

        // Then
        assertThat(bench.deadLetters()).isEmpty();
    }

    @Test
    void shouldDeadLetterBadEventsOfSeveralNamesAfterRetrials() {
        // Given a halt by bad events alone
        Lane lane = bench.lane(Route.BEHAVIORAL, 8);
        for (int j = 0; j < 6; j++) {
            bench.put(lane, named("name" + j, "bad" + j + "-", 10));
        }
        bench.hubSpot.refuse("bad");
        bench.run(JUDGE_AFTER);
        RouteStatus halt = bench.status(Route.BEHAVIORAL);

        // When good events come from time to time
        for (int i = 0; i < 10; i++) {
            bench.put(lane, named("name1", "good" + i, 4));
            bench.run(LONG);
        }

        // Then
        assertThat(halt.state()).isEqualTo(RouteStatus.State.HALTED);
        assertThat(bench.total()).isEqualTo(new Tally(100, 40, 0, 60));
        assertThat(bench.status(Route.BEHAVIORAL)).isEqualTo(RouteStatus.OPEN);
    }

    @Test
    void shouldEndTheHaltSoonWhenGoodEventsOfAnotherNameComeBehindManyBadOnes() {
        // Given a quiet route with events of an undefined name alone
        Lane lane = bench.lane(Route.BEHAVIORAL, 8);
        for (int i = 0; i < 30; i++) {
            bench.put(lane, named("missing", "bad" + i + "-", 10));
        }
        bench.hubSpot.refuse("bad");
        bench.pass(LONG);
        RouteStatus halt = bench.status(Route.BEHAVIORAL);
        List<String> taken = new ArrayList<>();
        bench.hubSpot.onDelivered(taken::addAll);
        for (int i = 0; i < 27; i++) {
            bench.put(lane, named("known", "good" + i + "-", 100));
        }

        // When
        bench.run(Duration.ofSeconds(8));

        // Then
        assertThat(halt.state()).isEqualTo(RouteStatus.State.HALTED);
        assertThat(taken).hasSize(2_700);
        assertThat(bench.status(Route.BEHAVIORAL)).isEqualTo(RouteStatus.OPEN);
    }

    @Test
    void shouldEndTheHaltWithEventsThatWaitInTheSearchForBadOnes() {
        // Given batches whose good events stand behind many bad ones
        Lane lane = bench.lane(Route.BEHAVIORAL, 8, 100);
        for (int i = 0; i < 4; i++) {
            List<Item> batch = new ArrayList<>(List.of(named("missing" + i, "bad" + i + "-", 70)));
            batch.addAll(List.of(named("known", "good" + i + "-", 30)));
            bench.put(lane, batch.toArray(Item[]::new));
        }
        bench.hubSpot.refuse("bad");
        List<String> taken = new ArrayList<>();
        bench.hubSpot.onDelivered(taken::addAll);

        // When
        bench.pass(Duration.ofSeconds(60));

        // Then
        assertThat(taken).hasSize(120);
        assertThat(bench.total()).isEqualTo(new Tally(400, 120, 0, 280));
        assertThat(bench.status(Route.BEHAVIORAL)).isEqualTo(RouteStatus.OPEN);
    }

    @ParameterizedTest
    @EnumSource(
            value = Route.class,
            names = {"MARKETING_UPSERT", "MARKETING_UPDATE"})
    void shouldEndTheHaltOfAnOrderedRouteSoonWhenGoodEventsComeBehindManyBadOnes(Route route) {
        // Given a single lane
        Lane lane = bench.lane(route, 1);
        for (int i = 0; i < 30; i++) {
            bench.put(lane, Bench.events("bad" + i + "-", 10));
        }
        bench.hubSpot.refuse("bad");
        bench.pass(LONG);
        RouteStatus halt = bench.status(route);
        for (int i = 0; i < 27; i++) {
            bench.put(lane, Bench.events("good" + i + "-", 100));
        }

        // When
        bench.pass(Duration.ofSeconds(80));

        // Then
        assertThat(halt.state()).isEqualTo(RouteStatus.State.HALTED);
        assertThat(bench.total()).isEqualTo(new Tally(3_000, 2_700, 0, 300));
        assertThat(bench.status(route)).isEqualTo(RouteStatus.OPEN);
    }
}
