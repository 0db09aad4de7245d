package io.eventbatcher.delivery;

import io.eventbatcher.delivery.lane.SettledItems;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.deadletter.DeadLetter;
import io.eventbatcher.deadletter.DeadLetterHeader;
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
    void shouldHaveAWindowOfUnsettledLoadsInFlight() {
        // Given
        Lane lane = bench.lane(Route.BEHAVIORAL, 3, 1);
        bench.stopSettling();
        for (int i = 0; i < 5; i++) {
            bench.put(lane, Bench.event("e" + i));
        }

        // When
        bench.run();

        // Then: they are delivered, but as long as they are not settled no more is sent
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

        // When: one that is all there is takes a while to be believed
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
    void shouldSayAllThatIsKnownOfADeadEvent() {
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
    void shouldSendOneInputForEachIdentity() {
        // Given
        Lane lane = bench.lane(Route.MARKETING_UPDATE, 1);
        bench.put(
                lane,
                Bench.event("a1", "A", "{\"objectId\":\"A\",\"x\":1,\"y\":1}"),
                Bench.event("b1", "B", "{\"objectId\":\"B\"}"),
                Bench.event("a2", "A", "{\"objectId\":\"A\",\"y\":2}"));

        // When
        bench.run();

        // Then
        assertThat(bench.hubSpot.requests)
                .containsExactly(List.of("{\"objectId\":\"A\",\"x\":1,\"y\":2}", "{\"objectId\":\"B\"}"));
        String receipt = new String(SettledItems.decidedOf(bench.settled.get(0)).receipt().toBytes(), UTF_8);
        assertThat(receipt).containsOnlyOnce("\"uuid\":\"uuid of a1\"").contains("\"mergedInto\":\"uuid of a2\"");
    }

    @Test
    void shouldUnmergeARejectedInputInOrderBeforeAnythingLater() {
        // Given
        Lane lane = bench.lane(Route.MARKETING_UPDATE, 1, 4);
        bench.put(lane, change("A", 1), change("A", 2), change("A", 3), change("B", 1));
        bench.put(lane, change("A", 4));
        bench.hubSpot.refuse("bad");

        // When
        bench.run();

        // Then
        String merged = "{\"objectId\":\"A\",\"n\":3,\"bad\":1}";
        assertThat(bench.hubSpot.requests)
                .containsExactly(
                        List.of(merged, "{\"objectId\":\"B\",\"n\":1}"),
                        List.of(merged),
                        List.of("{\"objectId\":\"A\",\"n\":1}"),
                        List.of("{\"objectId\":\"A\",\"bad\":1,\"n\":2}"),
                        List.of("{\"objectId\":\"A\",\"n\":3}"),
                        List.of("{\"objectId\":\"B\",\"n\":1}"),
                        List.of("{\"objectId\":\"A\",\"n\":4}"));
        assertThat(bench.total()).isEqualTo(new Tally(5, 4, 0, 1));
        assertThat(bench.deadLetters())
                .singleElement()
                .satisfies(letter -> assertThat(letter.source().value()).isEqualTo("value of A2".getBytes(UTF_8)));
    }

    @Test
    void shouldHoldLaterMembersBackWhileAnEarlierOneWaits() {
        // Given
        Lane lane = bench.lane(Route.MARKETING_UPDATE, 1);
        bench.put(lane, change("A", 1), change("A", 2), change("A", 3));
        bench.hubSpot.answer(inputs -> {
            if (inputs.get(0).contains("bad")) {
                return new Outcome.Rejected(FakeHubSpot.BAD, RejectionKind.REJECTED);
            }
            return bench.hubSpot.requests.size() < 6
                    ? FakeHubSpot.retry(Duration.ofSeconds(1))
                    : new Outcome.Delivered(FakeHubSpot.OK);
        });

        // When
        bench.run(LONG);

        // Then
        String first = "{\"objectId\":\"A\",\"n\":1}";
        assertThat(bench.hubSpot.requests.subList(1, 8))
                .containsExactly(
                        List.of(first),
                        List.of(first),
                        List.of(first),
                        List.of(first),
                        List.of(first),
                        List.of("{\"objectId\":\"A\",\"bad\":1,\"n\":2}"),
                        List.of("{\"objectId\":\"A\",\"n\":3}"));
        assertThat(bench.total()).isEqualTo(new Tally(3, 2, 0, 1));
    }

    private static Item change(String identity, int number) {
        String bad = number == 2 ? "\"bad\":1," : "";
        String json = "{\"objectId\":\"%s\",%s\"n\":%d}".formatted(identity, bad, number);
        return Bench.event(identity + number, identity, json);
    }

    @Test
    void shouldSendNothingElseOnAnOrderedLaneThatWaits() {
        // Given
        Lane lane = bench.lane(Route.MARKETING_UPSERT, 1, 1);
        bench.put(lane, Bench.event("first"));
        bench.put(lane, Bench.event("second"));
        bench.hubSpot.answer(inputs -> bench.hubSpot.requests.size() <= 3
                ? FakeHubSpot.retry(Duration.ofSeconds(1))
                : new Outcome.Delivered(FakeHubSpot.OK));

        // When
        bench.run(LONG);

        // Then
        assertThat(bench.hubSpot.requests)
                .containsExactly(
                        List.of("{\"n\":\"first\"}"),
                        List.of("{\"n\":\"first\"}"),
                        List.of("{\"n\":\"first\"}"),
                        List.of("{\"n\":\"first\"}"),
                        List.of("{\"n\":\"second\"}"));
        assertThat(bench.hubSpot.attempts).containsExactly(1, 2, 3, 4, 1);
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
    void shouldDropAnswersForALaneThatWasLetGo() {
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
    void shouldAskAloneWhatIsUnproven() {
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
    void shouldSpendTheAccountsBudgetEvenlyOverBothMarketingRoutes() {
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
