package io.eventbatcher.delivery.rejection;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.delivery.Bench;
import io.eventbatcher.delivery.FakeHubSpot;
import io.eventbatcher.delivery.halt.RouteStatus;
import io.eventbatcher.delivery.lane.Lane;
import io.eventbatcher.hubspot.InputResult;
import io.eventbatcher.hubspot.Outcome;
import io.eventbatcher.hubspot.RejectionKind;
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

class RejectionGuardTest {
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration JUDGE_AFTER = Duration.ofSeconds(30);

    private final Bench bench = new Bench();

    private static Item[] events(String name, int count) {
        return IntStream.range(0, count).mapToObj(i -> Bench.event(name + i)).toArray(Item[]::new);
    }

    private static Item[] named(String eventName, String name, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Bench.named(eventName, name + i))
                .toArray(Item[]::new);
    }

    private void fill(Route route, int lanes, int batches, int inputs) {
        for (int i = 0; i < lanes; i++) {
            Lane lane = bench.lane(route, route.ordered() ? 1 : 8);
            for (int j = 0; j < batches; j++) {
                bench.put(lane, events(i + "-" + j + "-", inputs));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Route.class)
    void shouldHaltSoonAndDeadLetterNothingWhenEverythingIsRejected(Route route) {
        // Given
        fill(route, 4, 10, 100);
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
        fill(route, 4, 10, 100);
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
            bench.put(lane, events("bad" + i + "-", 10));
        }
        bench.hubSpot.refuse("bad");
        bench.pass(LONG);
        RouteStatus halt = bench.status(route);
        for (int i = 0; i < 27; i++) {
            bench.put(lane, events("good" + i + "-", 100));
        }

        // When
        bench.pass(Duration.ofSeconds(80));

        // Then
        assertThat(halt.state()).isEqualTo(RouteStatus.State.HALTED);
        assertThat(bench.total()).isEqualTo(new Tally(3_000, 2_700, 0, 300));
        assertThat(bench.status(route)).isEqualTo(RouteStatus.OPEN);
    }

    @Test
    void shouldConfirmALoneRejectionAfterAWhile() {
        // Given
        bench.put(bench.lane(Route.BEHAVIORAL, 8), Bench.event("bad"));
        bench.hubSpot.refuse("bad");
        bench.run(JUDGE_AFTER.minusSeconds(1));
        int settledBefore = bench.settled.size();

        // When
        bench.run(Duration.ofSeconds(2));

        // Then
        assertThat(settledBefore).isZero();
        assertThat(bench.total()).isEqualTo(new Tally(1, 0, 0, 1));
        assertThat(bench.hubSpot.requests).hasSize(1);
    }

    @Test
    void shouldConfirmARejectionWhenAnotherEventIsTaken() {
        // Given
        Lane lane = bench.lane(Route.MARKETING_UPSERT, 1);
        bench.put(lane, Bench.event("bad"));
        bench.hubSpot.refuse("bad");
        bench.run();
        int settledBefore = bench.settled.size();

        // When
        bench.put(lane, Bench.event("good"));
        bench.run();

        // Then
        assertThat(settledBefore).isZero();
        assertThat(bench.total()).isEqualTo(new Tally(2, 1, 0, 1));
    }

    @Test
    void shouldHaltNothingAndLoseNothingWhenTwoInAHundredAreBad() {
        // Given
        for (int i = 0; i < 4; i++) {
            Lane lane = bench.lane(Route.BEHAVIORAL, 8);
            for (int j = 0; j < 5; j++) {
                int number = i * 20 + j;
                bench.put(
                        lane,
                        IntStream.range(0, 500)
                                .mapToObj(k -> Bench.event((k * 31 + number) % 50 == 0 ? "bad" + k : "good" + k))
                                .toArray(Item[]::new));
            }
        }
        bench.hubSpot.refuse("bad");

        // When
        bench.run(Duration.ofSeconds(5));

        // Then
        assertThat(bench.total()).isEqualTo(new Tally(10_000, 9_800, 0, 200));
    }

    @Test
    void shouldTakeAKnownUuidForAnAcceptance() {
        // Given
        Lane lane = bench.lane(Route.BEHAVIORAL, 1, 1);
        bench.put(lane, Bench.event("bad"));
        bench.put(lane, Bench.event("known"));
        bench.hubSpot.answer(inputs -> inputs.get(0).contains("known")
                ? new Outcome.AlreadyAccepted(FakeHubSpot.BAD)
                : new Outcome.Rejected(FakeHubSpot.BAD, RejectionKind.REJECTED));

        // When
        bench.run();

        // Then
        assertThat(bench.total()).isEqualTo(new Tally(2, 1, 0, 1));
    }

    @Test
    void shouldWeighAnAnswerAsAWhole() {
        // Given an answer with many rejections before an acceptance
        Lane lane = bench.lane(Route.MARKETING_UPDATE, 1);
        bench.put(lane, events("e", 50));
        bench.hubSpot.answer(inputs -> new Outcome.PartlyDelivered(
                FakeHubSpot.OK,
                IntStream.range(0, inputs.size())
                        .<InputResult>mapToObj(i -> i == inputs.size() - 1
                                ? new InputResult.Proven()
                                : new InputResult.Refused(FakeHubSpot.BAD, RejectionKind.NOT_FOUND))
                        .toList()));

        // When
        bench.run();

        // Then
        assertThat(bench.total()).isEqualTo(new Tally(50, 1, 0, 49));
    }

    @Test
    void shouldConfirmRejectionsByCommandUntilAnAcceptance() {
        // Given
        fill(Route.BEHAVIORAL, 2, 6, 20);
        bench.hubSpot.refuse("n");
        bench.run(LONG);

        // When
        bench.gates.of(Route.BEHAVIORAL).rejections().confirmFor(LONG);
        bench.run(LONG.minusSeconds(1));

        // Then
        assertThat(bench.total()).isEqualTo(new Tally(240, 0, 0, 240));
    }

    @Test
    void shouldConfirmEveryRejectionWhenSwitchedOff() {
        // Given
        Bench off = new Bench("halt: {rejected-inputs: 0}");
        Lane lane = off.lane(Route.BEHAVIORAL, 8);
        for (int i = 0; i < 5; i++) {
            off.put(lane, events(i + "-", 10));
        }
        off.hubSpot.refuse("n");

        // When
        off.run();

        // Then
        assertThat(off.total()).isEqualTo(new Tally(50, 0, 0, 50));
    }

    @Test
    void shouldForgetUnconfirmedRejectionsOfADroppedLane() {
        // Given
        fill(Route.BEHAVIORAL, 1, 6, 20);
        bench.hubSpot.refuse("n");
        bench.run(LONG);

        // When
        bench.lanes.get(0).drop();
        bench.lanes.clear();
        bench.run();

        // Then
        assertThat(bench.gates.of(Route.BEHAVIORAL).rejections().inputs().count())
                .isZero();
        bench.put(bench.lane(Route.BEHAVIORAL, 8), Bench.event("good"));
        bench.hubSpot.answer(inputs -> new Outcome.Delivered(FakeHubSpot.OK));
        bench.run(LONG);
        assertThat(bench.total()).isEqualTo(new Tally(1, 1, 0, 0));
    }
}
