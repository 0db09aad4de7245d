package io.eventbatcher.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.delivery.history.HaltHistory;
import io.eventbatcher.delivery.lane.Lane;
import io.eventbatcher.delivery.lane.LaneBounds;
import io.eventbatcher.delivery.lane.PendingRequest;
import io.eventbatcher.delivery.lane.SettledItems;
import io.eventbatcher.ledger.Tally;
import io.eventbatcher.record.Item;
import io.eventbatcher.route.Route;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CoalescingTest {
    private final Bench bench = new Bench();

    @Test
    void shouldCoalesceWaitingBatchesIntoFullRequests() {
        // Given
        Lane lane = bench.lane(Route.BEHAVIORAL, 8, 500);
        for (int i = 0; i < 10_000; i++) {
            bench.put(lane, Bench.event("e" + i));
        }

        // When
        bench.run();

        // Then
        assertThat(bench.hubSpot.requests)
                .hasSize(20)
                .allSatisfy(inputs -> assertThat(inputs).hasSize(500));
        assertThat(bench.settled).hasSize(10_000);
        assertThat(bench.total()).isEqualTo(new Tally(10_000, 10_000, 0, 0));
        assertThat(lane.drained()).isTrue();
    }

    @Test
    void shouldCoalesceUpToTheLastByteOfARequest() {
        // Given three inputs that make a body of exactly this size, and a fourth
        int three = "{\"inputs\":[{\"n\":\"a\"},{\"n\":\"b\"},{\"n\":\"c\"}]}".length();
        Lane exact = bench.lane(Route.BEHAVIORAL, new LaneBounds(8, 500, three));
        Lane oneLess = bench.lane(Route.BEHAVIORAL, new LaneBounds(8, 500, three - 1));
        for (Lane lane : List.of(exact, oneLess)) {
            List.of("a", "b", "c", "d").forEach(name -> bench.put(lane, Bench.event(name)));
        }

        // When
        bench.run();

        // Then
        assertThat(bench.hubSpot.requests).extracting(List::size).containsExactlyInAnyOrder(3, 1, 2, 2);
    }

    @Test
    void shouldMergeOneIdentityAcrossJoinedBatches() {
        // Given
        Lane lane = bench.lane(Route.MARKETING_UPDATE, 1);
        bench.put(lane, change("A", 1), change("B", 1));
        bench.put(lane, change("A", 2));

        // When
        bench.run();

        // Then
        assertThat(bench.hubSpot.requests)
                .containsExactly(List.of("{\"objectId\":\"A\",\"n\":2}", "{\"objectId\":\"B\",\"n\":1}"));
        assertThat(bench.settled)
                .extracting(batch ->
                        new String(SettledItems.decidedOf(batch).receipt().toBytes(), UTF_8))
                .satisfiesExactly(
                        first -> assertThat(first)
                                .contains("\"uuid\":\"uuid of A1\"", "\"mergedInto\":\"uuid of A2\"")
                                .contains("\"uuid\":\"uuid of B1\"")
                                .doesNotContain("\"uuid\":\"uuid of A2\""),
                        second -> assertThat(second).contains("\"uuid\":\"uuid of A2\""));
    }

    @Test
    void shouldGiveEachBatchTheVerdictsOfItsOwnEvents() {
        // Given two batches, each with a culprit; where they are merged, the events before and after it must live
        Lane lane = bench.lane(Route.MARKETING_UPDATE, 1);
        bench.put(lane, change("A", 1), bad("A", 2), change("B", 1));
        bench.put(lane, change("A", 3), bad("C", 1));
        bench.hubSpot.refuse("bad");

        // When
        bench.run();

        // Then
        assertThat(bench.settled)
                .extracting(batch -> SettledItems.decidedOf(batch).tally())
                .containsExactly(new Tally(3, 2, 0, 1), new Tally(2, 1, 0, 1));
        List<String> ofA = new ArrayList<>();
        bench.hubSpot.requests.stream()
                .filter(inputs -> inputs.size() == 1 && inputs.get(0).contains("\"A\""))
                .forEach(inputs -> ofA.add(inputs.get(0)));
        assertThat(ofA)
                .endsWith(
                        "{\"objectId\":\"A\",\"n\":1}",
                        "{\"objectId\":\"A\",\"bad\":1,\"n\":2}",
                        "{\"objectId\":\"A\",\"n\":3}");
    }

    @Test
    void shouldNeverExceedTheBoundsWhenTheyHaveBeenLowered() {
        // Given
        Lane lane = bench.lane(Route.BEHAVIORAL, 1, 2);
        bench.put(lane, Bench.event("a"), Bench.event("b"), Bench.event("c"), Bench.event("d"), Bench.event("e"));

        // When
        bench.run();

        // Then
        assertThat(bench.hubSpot.requests).extracting(List::size).containsExactly(2, 2, 1);
        assertThat(bench.total()).isEqualTo(new Tally(5, 5, 0, 0));
    }

    @Test
    void shouldHaveNoMoreUnsettledThanItsWindowOfLoads() {
        // Given
        Lane lane = bench.lane(Route.BEHAVIORAL, 3, 10);
        bench.stopSettling();
        for (int i = 0; i < 100; i++) {
            bench.put(lane, Bench.event("e" + i));
        }

        // When
        bench.run();

        // Then
        assertThat(bench.hubSpot.requests)
                .hasSize(3)
                .allSatisfy(inputs -> assertThat(inputs).hasSize(10));
    }

    @Test
    void shouldHoldEnoughSmallBatchesForFullRequests() {
        // Given
        Lane lane = bench.lane(Route.MARKETING_UPSERT, 1, 100);
        for (int i = 0; i < 399; i++) {
            bench.put(lane, Bench.event("e" + i));
        }
        boolean fullBefore = lane.full();

        // When
        bench.put(lane, Bench.event("one more"));

        // Then
        assertThat(fullBefore).isFalse();
        assertThat(lane.full()).isTrue();
    }

    @Test
    void shouldReadBeyondItsShareOfTheHeapWhileNothingItHoldsCanShowThatHubSpotTakesOtherEvents() {
        // Given a share that one batch fills
        Lane lane = bench.lane(Route.BEHAVIORAL, new LaneBounds(8, 500, 1_000_000, 1));
        bench.put(lane, Bench.event("rejected"));
        boolean waiting = lane.full();
        PendingRequest sent = lane.requests().takeNext();
        boolean inFlight = lane.full();

        // When
        lane.addUnconfirmed(1);
        boolean unconfirmed = lane.full();
        lane.addUnconfirmed(-1);
        HaltHistory halted = HaltHistory.NONE.halted(1, HaltHistory.TriesAlone.NONE);
        lane.requests().sendFirst(List.of(new PendingRequest(sent.inputs(), 1, halted)));
        boolean suspicious = lane.full();
        bench.put(lane, Bench.event("another"));

        // Then
        assertThat(waiting).isTrue();
        assertThat(inFlight).isTrue();
        assertThat(unconfirmed).isFalse();
        assertThat(suspicious).isFalse();
        assertThat(lane.full()).isTrue();
    }

    private static Item change(String identity, int number) {
        return Bench.event(identity + number, identity, "{\"objectId\":\"%s\",\"n\":%d}".formatted(identity, number));
    }

    private static Item bad(String identity, int number) {
        return Bench.event(
                identity + number, identity, "{\"objectId\":\"%s\",\"bad\":1,\"n\":%d}".formatted(identity, number));
    }
}
