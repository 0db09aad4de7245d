package io.eventbatcher.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.delivery.lane.FollowUp;
import io.eventbatcher.delivery.lane.Lane;
import io.eventbatcher.delivery.lane.LaneBounds;
import io.eventbatcher.delivery.lane.PendingBatch;
import io.eventbatcher.delivery.lane.SettledItems;
import io.eventbatcher.delivery.lane.Settlement;
import io.eventbatcher.hubspot.Outcome;
import io.eventbatcher.hubspot.RejectionKind;
import io.eventbatcher.ledger.OffsetMetadata;
import io.eventbatcher.ledger.Tally;
import io.eventbatcher.record.Batch;
import io.eventbatcher.record.Item;
import io.eventbatcher.record.Receipt;
import io.eventbatcher.route.Route;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A lane that changes hands while batches are being split, or wait for their retry. */
class HandingOverTest {
    private static final LaneBounds BOUNDS = new LaneBounds(8, 2, 1_000_000);

    private final Bench bench = new Bench();
    private final List<Batch> batches = new ArrayList<>();

    @Test
    void shouldSettleWhatIsDecidedBeyondTheFirstUnfinishedBatch() {
        // Given
        Lane lane = laneWithOneStuck();

        // When
        Settlement settlement = handOver(lane);

        // Then
        assertThat(settlement.nextOffset()).isEqualTo(1);
        assertThat(settlement.offsetMetadata()).isEqualTo(new OffsetMetadata(new Tally(5, 4, 0, 1), bits(0, 2, 3)));
        assertThat(settlement.items())
                .extracting(portion -> new String(portion.receipt().toBytes(), UTF_8))
                .satisfiesExactly(
                        finished -> assertThat(finished).contains("behavioral-0-0", "uuid of a", "uuid of b"),
                        split -> assertThat(split)
                                .contains("behavioral-0-1", "uuid of taken")
                                .doesNotContain("uuid of stuck"),
                        behind -> assertThat(behind).contains("behavioral-0-2", "uuid of d"));
        assertThat(settlement.items())
                .flatExtracting(SettledItems::deadLetters)
                .singleElement()
                .satisfies(letter -> assertThat(letter.source().value()).isEqualTo("value of bad".getBytes(UTF_8)));
    }

    @Test
    void shouldSettleNothingBeyondAnUnfinishedBatchWhileTheLaneStays() {
        // Given
        Lane lane = laneWithOneStuck();

        // When
        Settlement settlement = lane.settling().settlement();

        // Then
        assertThat(settlement.offsetMetadata()).isEqualTo(new OffsetMetadata(new Tally(2, 2, 0, 0), new BitSet()));
    }

    @Test
    void shouldSettleBeyondTheFirstBatchOfALaneThatNeverCommitted() {
        // Given
        Lane lane = new Lane(Route.BEHAVIORAL, 0, BOUNDS, -1, OffsetMetadata.START);
        lane.accept(new PendingBatch(Bench.batch(Route.BEHAVIORAL, Bench.event("unanswered")), 7, 1));
        lane.accept(new PendingBatch(Bench.batch(Route.BEHAVIORAL, Bench.event("taken")), 9, 1));
        lane.requests().takeNext().inputs().get(1).delivered(new Receipt.Request(204, null, 1, 5));

        // When
        Settlement settlement = handOver(lane);

        // Then
        assertThat(settlement.toCommit().offset()).isEqualTo(7);
        assertThat(settlement.offsetMetadata()).isEqualTo(new OffsetMetadata(new Tally(1, 1, 0, 0), bits(1)));
    }

    @Test
    void shouldSendNothingWhileRequestsOfAnEarlierTimeAreOut() {
        // Given a lane that was lost with a request in flight, and comes back
        Lane earlier = new Lane(Route.MARKETING_UPDATE, 0, BOUNDS, 0, OffsetMetadata.START);
        PendingBatch batch = new PendingBatch(Bench.batch(Route.MARKETING_UPDATE, Bench.event("late")), 0, 1);
        earlier.accept(batch);
        var unused = earlier.requests().takeNext();
        earlier.drop();
        Lane later = new Lane(Route.MARKETING_UPDATE, 0, BOUNDS, 0, OffsetMetadata.START);
        later.accept(batch);

        // When
        later.follows(earlier);

        // Then
        assertThat(later.wantsToSend()).isFalse();
        earlier.requests().apply(FollowUp.NONE);
        assertThat(later.wantsToSend()).isTrue();
    }

    @Test
    void shouldSettleOnceMoreOnlyWhatWasDecidedSince() {
        // Given
        Lane lane = laneWithOneStuck();
        Settlement first = handOver(lane);

        // When
        lane.settling().settled(first);

        // Then
        Settlement second = lane.settling().settlement();
        assertThat(second.empty()).isTrue();
        assertThat(second.offsetMetadata()).isEqualTo(first.offsetMetadata());
    }

    @Test
    void shouldSendOnlyTheRest() {
        // Given
        Settlement handover = handOver(laneWithOneStuck());
        bench.hubSpot.requests.clear();
        bench.hubSpot.answer(inputs -> new Outcome.Delivered(FakeHubSpot.OK));
        bench.stopSettling();

        // When
        Lane next = successor(handover.nextOffset(), handover.offsetMetadata());
        bench.run();

        // Then
        Settlement settlement = next.settling().settlement();
        assertThat(bench.hubSpot.requests).containsExactly(List.of("{\"n\":\"stuck\"}"));
        assertThat(settlement.offsetMetadata()).isEqualTo(new OffsetMetadata(new Tally(6, 5, 0, 1), new BitSet()));
        assertThat(settlement.nextOffset()).isEqualTo(3);
        assertThat(settlement.items())
                .extracting(portion -> new String(portion.receipt().toBytes(), UTF_8))
                .singleElement()
                .satisfies(
                        receipt -> assertThat(receipt).contains("uuid of stuck").doesNotContain("uuid of taken"));
        assertThat(next.settling().drainedBy(settlement)).isTrue();
    }

    @Test
    void shouldCarryOnWhatIsSettledBeyondAnyNewOffset() {
        // Given: of three batches of two events the second of each is settled, and the third is not read yet
        batches.add(Bench.batch(Route.BEHAVIORAL, Bench.event("p"), Bench.event("q")));
        batches.add(Bench.batch(Route.BEHAVIORAL, Bench.event("stuck"), Bench.event("s")));
        bench.hubSpot.answer(HandingOverTest::answer);
        bench.stopSettling();
        Lane lane = successor(0, new OffsetMetadata(new Tally(3, 3, 0, 0), bits(1, 3, 5)));

        // When
        bench.run();

        // Then
        Settlement settlement = lane.settling().settlement();
        assertThat(settlement.nextOffset()).isEqualTo(1);
        assertThat(settlement.offsetMetadata()).isEqualTo(new OffsetMetadata(new Tally(4, 4, 0, 0), bits(1, 3)));
        lane.settling().settled(settlement);
        assertThat(lane.settling().settlement().empty()).isTrue();
        PendingBatch third = new PendingBatch(Bench.batch(Route.BEHAVIORAL, Bench.event("t"), Bench.event("u")), 2, 1);
        lane.accept(third);
        assertThat(third.settledBefore()).isEqualTo(bits(1));
        assertThat(lane.settling().settlement().offsetMetadata().ahead()).isEqualTo(bits(1, 3));
    }

    @Test
    void shouldSettleNoMoreThanTheMetadataCanTell() {
        // Given
        LaneBounds wide = new LaneBounds(8, 30_000, 10_000_000);
        Item[] many =
                IntStream.range(0, 25_000).mapToObj(i -> Bench.event("e" + i)).toArray(Item[]::new);
        Lane lane = bench.lane(Route.BEHAVIORAL, wide);
        bench.hubSpot.answer(HandingOverTest::answer);
        bench.stopSettling();
        put(lane, Bench.event("stuck"));
        bench.run();
        put(lane, many);
        bench.run();

        // When
        Settlement settlement = handOver(lane);

        // Then
        int settled = OffsetMetadata.MOST_AHEAD - 1;
        assertThat(settlement.offsetMetadata().ahead().cardinality()).isEqualTo(settled);
        assertThat(settlement.offsetMetadata().tally()).isEqualTo(new Tally(settled, settled, 0, 0));
        assertThat(settlement.toCommit().metadata()).hasSizeLessThan(4_096);
    }

    @Test
    void shouldMergeOnlyTheRestOfAnIdentity() {
        // Given
        batches.add(Bench.batch(
                Route.MARKETING_UPDATE,
                Bench.event("a1", "A", "{\"objectId\":\"A\",\"x\":1}"),
                Bench.event("a2", "A", "{\"objectId\":\"A\",\"y\":1}"),
                Bench.event("a3", "A", "{\"objectId\":\"A\",\"z\":1}")));
        Lane lane = new Lane(Route.MARKETING_UPDATE, 0, BOUNDS, 0, new OffsetMetadata(new Tally(1, 1, 0, 0), bits(0)));

        // When
        take(lane, 0);
        bench.run();

        // Then
        assertThat(bench.hubSpot.requests).containsExactly(List.of("{\"objectId\":\"A\",\"y\":1,\"z\":1}"));
    }

    /** Batches: two that were taken; one taken, one stuck; one dead, one taken. */
    private Lane laneWithOneStuck() {
        Lane lane = bench.lane(Route.BEHAVIORAL, BOUNDS);
        bench.hubSpot.answer(HandingOverTest::answer);
        bench.stopSettling();
        put(lane, Bench.event("a"), Bench.event("b"));
        put(lane, Bench.event("taken"), Bench.event("stuck"));
        put(lane, Bench.event("bad"), Bench.event("d"));
        bench.run();
        return lane;
    }

    private void put(Lane lane, Item... items) {
        batches.add(Bench.batch(lane.route(), items));
        bench.put(lane, items);
    }

    private static Outcome answer(List<String> inputs) {
        boolean refused = inputs.stream().anyMatch(json -> json.contains("stuck") || json.contains("bad"));
        if (refused && inputs.size() > 1) {
            return new Outcome.Split(FakeHubSpot.BAD);
        }
        if (!refused) {
            return new Outcome.Delivered(FakeHubSpot.OK);
        }
        return inputs.get(0).contains("stuck")
                ? FakeHubSpot.retry(Duration.ofHours(1))
                : new Outcome.Rejected(FakeHubSpot.BAD, RejectionKind.REJECTED);
    }

    private Settlement handOver(Lane lane) {
        lane.leave();
        lane.settling().settleUnfinished();
        return lane.settling().settlement();
    }

    /** The next owner's lane, which reads the same batches from the offset on, and what was written since. */
    private Lane successor(long offset, OffsetMetadata bookmark) {
        bench.lanes.clear();
        Lane lane = new Lane(Route.BEHAVIORAL, 0, BOUNDS, offset, bookmark);
        take(lane, offset);
        return lane;
    }

    private void take(Lane lane, long offset) {
        bench.lanes.add(lane);
        for (int i = (int) offset; i < batches.size(); i++) {
            lane.accept(new PendingBatch(batches.get(i), i, 1));
        }
    }

    private static BitSet bits(int... indices) {
        BitSet bits = new BitSet();
        IntStream.of(indices).forEach(bits::set);
        return bits;
    }
}
