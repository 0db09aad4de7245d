package io.eventbatcher.delivery.rejection;

import io.eventbatcher.delivery.inflight.UnconfirmedRejection;
import io.eventbatcher.delivery.lane.ItemOutcome;
import io.eventbatcher.delivery.lane.Lane;
import io.eventbatcher.delivery.lane.MergedInput;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rejections of a route that are neither believed nor withdrawn yet, in the order in which their events were rejected first.
 *
 * <p>Owned by the poll thread.
 */
final class UnconfirmedRejections {
    private final boolean ordered;
    private final List<UnconfirmedRejection> held = new ArrayList<>();

    /** @param ordered whether the order of each identity is kept */
    UnconfirmedRejections(boolean ordered) {
        this.ordered = ordered;
    }

    boolean isEmpty() {
        return held.isEmpty();
    }

    int size() {
        return held.size();
    }

    /** From how many batches they are. */
    long batches() {
        return held.stream().map(one -> one.member().batch()).distinct().count();
    }

    /** The names of their events. */
    Set<String> names() {
        return held.stream().map(UnconfirmedRejection::name).collect(Collectors.toSet());
    }

    /** Whether an event of this name is among them. */
    boolean has(String name) {
        return held.stream().anyMatch(one -> one.name().equals(name));
    }

    /** Only when it is not empty. */
    ItemOutcome.Dead lastVerdict() {
        return held.get(held.size() - 1).verdict();
    }

    /** Whether all were rejected by requests before this one. */
    boolean allBefore(long number) {
        return held.stream().allMatch(one -> one.number() < number);
    }

    void add(UnconfirmedRejection one) {
        one.holdBack();
        int place = held.size();
        while (place > 0 && held.get(place - 1).order() > one.order()) {
            place--;
        }
        held.add(place, one);
    }

    /** Of lanes that are not ours any more nobody asks. */
    void forgetDropped() {
        held.removeIf(one -> one.lane().dropped());
    }

    /** They are right: their events are dead. */
    void believe(Predicate<UnconfirmedRejection> which) {
        List<UnconfirmedRejection> believed = held.stream().filter(which).toList();
        held.removeAll(believed);
        believed.forEach(one -> {
            one.release();
            one.member().decide(one.verdict());
        });
    }

    /** They were wrong: all their events are sent again, before what is in their lanes. */
    void withdraw() {
        Map<Lane, List<UnconfirmedRejection>> byLane = new LinkedHashMap<>();
        held.forEach(one ->
                byLane.computeIfAbsent(one.lane(), lane -> new ArrayList<>()).add(one));
        held.clear();
        byLane.forEach((lane, some) -> {
            some.forEach(UnconfirmedRejection::release);
            lane.goesFirst(WithdrawnRejections.shipments(lane, some));
        });
    }

    /** One of them, each turn another one; where order is kept, the first of its identity. Its lane must be free. */
    @Nullable
    UnconfirmedRejection takeFree(int turn, Predicate<Lane> maySend) {
        for (int i = 0; i < held.size(); i++) {
            UnconfirmedRejection candidate = held.get((turn + i) % held.size());
            UnconfirmedRejection first = ordered ? firstOf(candidate) : candidate;
            if (first.lane().isFree() && maySend.test(first.lane())) {
                held.remove(first);
                first.release();
                return first;
            }
        }
        return null;
    }

    private UnconfirmedRejection firstOf(UnconfirmedRejection candidate) {
        return held.stream()
                .filter(one -> blocks(one, candidate.lane(), candidate.identity()))
                .findFirst()
                .orElse(candidate);
    }

    /** Whether something of this identity is held, which must reach HubSpot before. */
    boolean blocks(Lane lane, MergedInput parcel) {
        return ordered && held.stream().anyMatch(one -> blocks(one, lane, parcel.identity()));
    }

    @SuppressWarnings("ReferenceEquality") // a lane is its object
    private static boolean blocks(UnconfirmedRejection one, Lane lane, String identity) {
        return one.lane() == lane && one.identity().equals(identity);
    }
}
