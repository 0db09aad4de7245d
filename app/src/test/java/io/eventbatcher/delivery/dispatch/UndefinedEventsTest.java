package io.eventbatcher.delivery.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.deadletter.DeadLetterHeader;
import io.eventbatcher.delivery.Bench;
import io.eventbatcher.delivery.FakeHubSpot;
import io.eventbatcher.delivery.halt.RouteStatus;
import io.eventbatcher.delivery.lane.Lane;
import io.eventbatcher.hubspot.InputResult;
import io.eventbatcher.hubspot.Naming;
import io.eventbatcher.hubspot.Outcome;
import io.eventbatcher.hubspot.RejectionKind;
import io.eventbatcher.ledger.Tally;
import io.eventbatcher.record.Item;
import io.eventbatcher.route.Route;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Events of a name that the account does not define, among good ones. */
class UndefinedEventsTest {
    private static final String NAME = "undefined";

    private final Bench bench = new Bench();
    private final Lane lane = bench.lane(Route.BEHAVIORAL, 8);

    /** HubSpot knows the name no longer. */
    private void undefine() {
        bench.hubSpot.answer(inputs -> {
            long bad = inputs.stream().filter(json -> json.contains(NAME)).count();
            if (bad == 0) {
                return new Outcome.Delivered(FakeHubSpot.OK);
            }
            if (bad < inputs.size()) {
                return new Outcome.Split(FakeHubSpot.BAD, new Naming(List.of(), NAME));
            }
            return inputs.size() == 1
                    ? new Outcome.Rejected(FakeHubSpot.BAD, RejectionKind.UNDEFINED_NAME)
                    : new Outcome.PartlyDelivered(
                            FakeHubSpot.BAD,
                            Collections.nCopies(
                                    inputs.size(),
                                    new InputResult.Refused(FakeHubSpot.BAD, RejectionKind.UNDEFINED_NAME)));
        });
    }

    /** A full batch; every fiftieth event has the name. */
    private void batch(int number) {
        bench.put(
                lane,
                IntStream.range(0, 500)
                        .mapToObj(i -> i % 50 == 7
                                ? Bench.named(NAME, NAME + number + "-" + i)
                                : Bench.named("known", "good" + number + "-" + i))
                        .toArray(Item[]::new));
    }

    @Test
    void shouldNeedOneMoreRequestForEachBatchOnceTheNameIsKnown() {
        // Given
        undefine();
        batch(0);
        bench.run();
        int first = bench.hubSpot.requests.size();

        // When
        for (int i = 1; i <= 20; i++) {
            batch(i);
            bench.run();
        }

        // Then
        assertThat(first).isEqualTo(3);
        assertThat(bench.hubSpot.requests).hasSize(3 + 2 * 20);
        assertThat(bench.total()).isEqualTo(new Tally(21 * 500, 21 * 490, 0, 21 * 10));
        assertThat(bench.deadLetters())
                .allSatisfy(letter ->
                        assertThat(DeadLetterHeader.REASON.in(letter.headers())).hasValue("rejected"));
        assertThat(bench.status(Route.BEHAVIORAL)).isEqualTo(RouteStatus.OPEN);
    }

    @Test
    void shouldDelayNoGoodEventBehindManyThatWaitForAnAnswer() {
        // Given
        undefine();
        batch(0);
        bench.run();
        bench.hubSpot.requests.clear();
        bench.hubSpot.onTheWay(step -> bench.time.after(Duration.ofMillis(50), step));
        for (int i = 1; i <= 10; i++) {
            batch(i);
        }

        // When
        bench.run(Duration.ofSeconds(2));

        // Then
        assertThat(bench.hubSpot.requests)
                .hasSize(20)
                .allSatisfy(inputs -> assertThat(inputs).hasSizeGreaterThanOrEqualTo(10));
        assertThat(bench.total()).isEqualTo(new Tally(11 * 500, 11 * 490, 0, 11 * 10));
    }

    @Test
    void shouldNoticeAtOnceThatTheNameIsDefined() {
        // Given
        undefine();
        batch(0);
        bench.run();
        bench.hubSpot.answer(inputs -> new Outcome.Delivered(FakeHubSpot.OK));
        batch(1);
        bench.run();
        int before = bench.hubSpot.requests.size();

        // When
        batch(2);
        bench.run();

        // Then
        assertThat(before).isEqualTo(3 + 2);
        assertThat(bench.hubSpot.requests).hasSize(before + 1);
        assertThat(bench.total()).isEqualTo(new Tally(3 * 500, 3 * 500 - 10, 0, 10));
    }

    @Test
    void shouldHoldTheVerdictBackUntilHubSpotHasTakenAnother() {
        // Given
        undefine();
        bench.put(
                lane,
                IntStream.range(0, 30)
                        .mapToObj(i -> Bench.named(NAME, NAME + i))
                        .toArray(Item[]::new));
        bench.run();
        int requests = bench.hubSpot.requests.size();
        int settled = bench.settled.size();

        // When
        bench.put(lane, Bench.named("known", "good"));
        bench.run();

        // Then
        assertThat(requests).isEqualTo(1);
        assertThat(settled).isZero();
        assertThat(bench.total()).isEqualTo(new Tally(31, 1, 0, 30));
    }
}
