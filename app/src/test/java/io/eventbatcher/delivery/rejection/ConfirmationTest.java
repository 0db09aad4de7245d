package io.eventbatcher.delivery.rejection;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.delivery.Bench;
import io.eventbatcher.delivery.FakeHubSpot;
import io.eventbatcher.delivery.lane.Lane;
import io.eventbatcher.hubspot.InputResult;
import io.eventbatcher.hubspot.Outcome;
import io.eventbatcher.hubspot.RejectionKind;
import io.eventbatcher.ledger.Tally;
import io.eventbatcher.record.Item;
import io.eventbatcher.route.Route;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Rejections that are confirmed by time, by others that are taken, or by command. */
class ConfirmationTest {
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration JUDGE_AFTER = Duration.ofSeconds(30);

    private final Bench bench = new Bench();

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
        bench.put(lane, Bench.events("e", 50));
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
        bench.fill(Route.BEHAVIORAL, 2, 6, 20);
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
            off.put(lane, Bench.events(i + "-", 10));
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
        bench.fill(Route.BEHAVIORAL, 1, 6, 20);
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
