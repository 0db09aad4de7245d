package io.eventbatcher.delivery.dispatch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.deadletter.DeadLetter;
import io.eventbatcher.deadletter.DeadLetterHeader;
import io.eventbatcher.delivery.Bench;
import io.eventbatcher.delivery.FakeHubSpot;
import io.eventbatcher.delivery.gate.EndpointHealth;
import io.eventbatcher.delivery.lane.Lane;
import io.eventbatcher.delivery.lane.PendingBatch;
import io.eventbatcher.hubspot.InputResult;
import io.eventbatcher.hubspot.Outcome;
import io.eventbatcher.hubspot.RejectionKind;
import io.eventbatcher.ledger.Tally;
import io.eventbatcher.record.Item;
import io.eventbatcher.route.Route;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.common.header.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DispatcherTest {
    private static final Duration LONG = Duration.ofMinutes(5);

    private final Bench bench = new Bench();

    @Test
    void shouldSendNoMoreThanAWindowOfUnsettledRequests() {
        // Given
        Lane lane = bench.lane(Route.BEHAVIORAL, 3, 1);
        bench.stopSettling();
        for (int i = 0; i < 5; i++) {
            bench.put(lane, Bench.event("e" + i));
        }

        // When
        bench.run();

        // Then: delivered but unsettled requests fill the window
        assertThat(bench.hubSpot.requests).hasSize(3);
    }

    @Test
    void shouldSettleInOffsetOrderWhateverTheOrderOfAnswers() {
        // Given
        Lane lane = bench.lane(Route.BEHAVIORAL, 2, 1);
        bench.hubSpot.hold();
        PendingBatch first = bench.put(lane, Bench.event("a"));
        PendingBatch second = bench.put(lane, Bench.event("b"));
        bench.run();

        // When
        bench.hubSpot.release(1);
        bench.run();

        // Then
        assertThat(bench.settled).isEmpty();
        bench.hubSpot.release(0);
        bench.run();
        assertThat(bench.settled).containsExactly(first, second);
    }

    @ParameterizedTest(name = "one culprit among {0}, at {1}")
    @CsvSource({"500, 0", "500, 250", "500, 499", "100, 37", "2, 1", "3, 1", "1, 0"})
    void shouldFindOneCulpritAtTheCostOfTwoRequestsALevel(int size, int culprit) {
        // Given
        Lane lane = bench.lane(Route.BEHAVIORAL, 8);
        Item[] items = IntStream.range(0, size)
                .mapToObj(i -> Bench.event(i == culprit ? "culprit" : "good" + i))
                .toArray(Item[]::new);
        bench.put(lane, items);
        bench.hubSpot.refuse("culprit");

        // When: time confirms a lone rejection
        bench.run(size == 1 ? Duration.ofSeconds(31) : Duration.ZERO);

        // Then
        assertThat(bench.total()).isEqualTo(new Tally(size, size - 1, 0, 1));
        assertThat(bench.deadLetters())
                .singleElement()
                .satisfies(letter -> assertThat(letter.source().value()).isEqualTo("value of culprit".getBytes(UTF_8)));
        int levels = (int) Math.ceil(Math.log(size) / Math.log(2));
        assertThat(bench.hubSpot.requests).hasSizeLessThanOrEqualTo(2 * levels + 1);
    }

    @Test
    void shouldNameSourceAndAnswerInADeadLetter() {
        // Given
        Lane lane = bench.lane(Route.BEHAVIORAL, 1);
        bench.put(lane, Bench.event("culprit"), Bench.event("good"));
        bench.hubSpot.refuse("culprit");

        // When
        bench.run();

        // Then
        DeadLetter letter = bench.deadLetters().get(0);
        Headers headers = letter.headers();
        assertThat(letter.source().key()).isEqualTo("key of culprit".getBytes(UTF_8));
        assertThat(headers.lastHeader("trace").value()).isEqualTo("culprit".getBytes(UTF_8));
        assertThat(DeadLetterHeader.REASON.in(headers)).hasValue("rejected");
        assertThat(DeadLetterHeader.ROUTE.in(headers)).hasValue("behavioral");
        assertThat(DeadLetterHeader.UUID.in(headers)).hasValue("uuid of culprit");
        assertThat(DeadLetterHeader.HTTP_STATUS.in(headers)).hasValue("400");
        assertThat(DeadLetterHeader.HUBSPOT_CATEGORY.in(headers)).hasValue("VALIDATION_ERROR");
        assertThat(DeadLetterHeader.HUBSPOT_CORRELATION_ID.in(headers)).hasValue("c-400");
        assertThat(DeadLetterHeader.ATTEMPTS.in(headers)).hasValue("2");
        assertThat(DeadLetterHeader.BATCH_ID.in(headers)).hasValue("behavioral-0-0");
        assertThat(DeadLetterHeader.ERRORS_MESSAGE.in(headers))
                .hasValueSatisfying(message -> assertThat(message).contains("400 VALIDATION_ERROR: wrong"));
    }

    @Test
    void shouldLetOtherLanesGoOnWhileOneWaits() {
        // Given
        bench.put(bench.lane(Route.MARKETING_UPSERT, 1), Bench.event("stuck"));
        bench.put(bench.lane(Route.BEHAVIORAL, 1), Bench.event("free"));
        bench.hubSpot.answer(inputs -> inputs.get(0).contains("stuck")
                ? FakeHubSpot.retry(Duration.ofHours(1))
                : new Outcome.Delivered(FakeHubSpot.OK));

        // When
        bench.run();

        // Then
        assertThat(bench.total()).isEqualTo(new Tally(1, 1, 0, 0));
    }

    @Test
    void shouldRetryForAsLongAsItTakesAndDeadLetterNothing() {
        // Given
        Lane lane = bench.lane(Route.BEHAVIORAL, 1);
        bench.put(lane, Bench.event("a"), Bench.event("b"));
        bench.hubSpot.answer(inputs -> FakeHubSpot.retry(Duration.ZERO));

        // When
        bench.run(Duration.ofHours(2));

        // Then
        assertThat(bench.settled).isEmpty();
        assertThat(bench.hubSpot.requests).hasSizeBetween(300, 1500);
        bench.hubSpot.answer(inputs -> new Outcome.Delivered(FakeHubSpot.OK));
        bench.run(LONG);
        assertThat(bench.total()).isEqualTo(new Tally(2, 2, 0, 0));
    }

    @Test
    void shouldIgnoreAnswersToADroppedLane() {
        // Given
        Lane earlier = bench.lane(Route.BEHAVIORAL, 1);
        bench.hubSpot.hold();
        PendingBatch batch = bench.put(earlier, Bench.event("a"));
        bench.run();

        // When
        earlier.drop();
        bench.lanes.remove(earlier);
        bench.hubSpot.release(0);
        bench.run();

        // Then
        assertThat(batch.finished()).isFalse();
        assertThat(earlier.inFlight()).isZero();
    }

    @Test
    void shouldSendUnprovenInputsAlone() {
        // Given
        Lane lane = bench.lane(Route.MARKETING_UPDATE, 1);
        bench.put(lane, Bench.event("done"), Bench.event("unnamed"), Bench.event("gone"));
        bench.hubSpot.answer(inputs -> inputs.size() == 1
                ? new Outcome.Delivered(FakeHubSpot.OK)
                : new Outcome.PartlyDelivered(
                        FakeHubSpot.OK,
                        List.of(
                                new InputResult.Proven(),
                                new InputResult.Unproven(),
                                new InputResult.Refused(FakeHubSpot.BAD, RejectionKind.NOT_FOUND))));

        // When
        bench.run();

        // Then
        assertThat(bench.hubSpot.requests.get(1)).containsExactly("{\"n\":\"unnamed\"}");
        assertThat(bench.total()).isEqualTo(new Tally(3, 2, 0, 1));
        assertThat(DeadLetterHeader.REASON.in(bench.deadLetters().get(0).headers()))
                .hasValue("not-found");
    }

    @Test
    void shouldWaitWhileTheEndpointIsDownThenProbeAndGoOn() {
        // Given
        Lane lane = bench.lane(Route.BEHAVIORAL, 8, 1);
        for (int i = 0; i < 20; i++) {
            bench.put(lane, Bench.event("e" + i));
        }
        bench.hubSpot.answer(
                inputs -> new Outcome.Retry(FakeHubSpot.DOWN, Duration.ZERO, Outcome.Retry.Cause.UNREACHABLE));
        bench.run();
        int whenItOpened = bench.hubSpot.requests.size();

        // When
        bench.run(EndpointHealth.DOWN_FOR.minusMillis(100));

        // Then
        assertThat(bench.gates.of(Route.BEHAVIORAL).isOpen()).isFalse();
        assertThat(bench.hubSpot.requests).hasSizeLessThanOrEqualTo(whenItOpened + 1);
        bench.hubSpot.answer(inputs -> new Outcome.Delivered(FakeHubSpot.OK));
        bench.run(LONG);
        assertThat(bench.total()).isEqualTo(new Tally(20, 20, 0, 0));
    }

    @Test
    void shouldShareTheAccountsRateEvenlyBetweenMarketingRoutes() {
        // Given
        Bench paced = new Bench("rate: {account-per-ten-seconds: 100, reserve-percent: 10}");
        for (Route route : List.of(Route.MARKETING_UPSERT, Route.MARKETING_UPDATE)) {
            for (int i = 0; i < 4; i++) {
                Lane lane = paced.lane(route, 1, 1);
                Collections.nCopies(200, "e").forEach(name -> paced.put(lane, Bench.event(name)));
            }
        }

        // When
        paced.run(Duration.ofSeconds(20));

        // Then: 90 in ten seconds, and one that was free at the start
        assertThat(paced.hubSpot.requests).hasSizeBetween(178, 182);
    }
}
