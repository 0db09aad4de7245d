package io.eventbatcher.delivery.dispatch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.delivery.Bench;
import io.eventbatcher.delivery.FakeHubSpot;
import io.eventbatcher.delivery.lane.Lane;
import io.eventbatcher.delivery.lane.SettledItems;
import io.eventbatcher.hubspot.Outcome;
import io.eventbatcher.hubspot.RejectionKind;
import io.eventbatcher.ledger.Tally;
import io.eventbatcher.record.Item;
import io.eventbatcher.route.Route;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Order and merging of changes to one marketing event. */
class OrderedInputsTest {
    private final Bench bench = new Bench();

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
        String receipt = new String(
                SettledItems.decidedOf(bench.settled.get(0)).receipt().toBytes(), UTF_8);
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
    void shouldHoldLaterItemsBackWhileAnEarlierItemWaits() {
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
        bench.run(Duration.ofMinutes(5));

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
        bench.run(Duration.ofMinutes(5));

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
}
