package io.eventbatcher.delivery.lane;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The shipments of a lane that are ready to be sent, in their order; and beside them those under suspicion, which wait for their next
 * try so that others can pass. Where order is kept, what is of their identities cannot: it waits behind them.
 */
final class SendQueue {
    private final boolean ordered;
    private final Deque<PendingRequest> ready = new ArrayDeque<>();
    private final List<PendingRequest> aside = new ArrayList<>();

    /** @param ordered whether the order of each identity is kept */
    SendQueue(boolean ordered) {
        this.ordered = ordered;
    }

    /** Whether nothing is ready. */
    boolean isEmpty() {
        return ready.isEmpty();
    }

    /** Whether one is ready that overtakes nothing of its identities. */
    boolean hasFree() {
        return firstFree() != null;
    }

    /** Whether everything may pass what waits aside. */
    boolean letsAllPass() {
        return !ordered || aside.isEmpty();
    }

    /** These go behind all others, each divided into what may pass and what must wait. */
    void goLast(List<PendingRequest> shipments) {
        ready.addAll(letsAllPass() ? shipments : divided(shipments));
    }

    /** These go before all that is ready, in order. */
    void goFirst(List<PendingRequest> shipments) {
        for (int i = shipments.size() - 1; i >= 0; i--) {
            ready.addFirst(shipments.get(i));
        }
    }

    void stepAside(List<PendingRequest> suspects) {
        aside.addAll(suspects);
    }

    /** Those that stepped aside go before all that is ready. */
    void comeBack(List<PendingRequest> suspects) {
        aside.removeAll(suspects);
        goFirst(suspects);
    }

    /** The first that overtakes nothing of its identities. Only when it {@link #hasFree}. */
    PendingRequest takeFree() {
        PendingRequest next = Objects.requireNonNull(firstFree());
        ready.remove(next);
        return next;
    }

    /** Only when it is not empty. */
    PendingRequest takeLast() {
        return ready.removeLast();
    }

    /** Another one each turn, without regard to order. Only when it is not empty. */
    PendingRequest takeAny(int turn) {
        PendingRequest chosen = List.copyOf(ready).get(turn % ready.size());
        ready.remove(chosen);
        return chosen;
    }

    /** The first with such an item, without regard to order. Only when it {@link #hasSuch}. */
    PendingRequest takeSuch(Predicate<BatchedItem> wanted) {
        PendingRequest found = ready.stream()
                .filter(shipment -> shipment.hasSuch(wanted))
                .findFirst()
                .orElseThrow();
        ready.remove(found);
        return found;
    }

    /** Whether one with such an item is ready. */
    boolean hasSuch(Predicate<BatchedItem> wanted) {
        return ready.stream().anyMatch(shipment -> shipment.hasSuch(wanted));
    }

    /** The one that {@link #takeFree} would take; null when there is none. */
    @Nullable
    PendingRequest firstFree() {
        if (letsAllPass()) {
            return ready.peekFirst();
        }
        Set<String> blocked = aside();
        for (PendingRequest shipment : ready) {
            if (shipment.identities().noneMatch(blocked::contains)) {
                return shipment;
            }
            shipment.identities().forEach(blocked::add);
        }
        return null;
    }

    private List<PendingRequest> divided(List<PendingRequest> shipments) {
        Set<String> blocked = blocked();
        List<PendingRequest> all = new ArrayList<>();
        for (PendingRequest shipment : shipments) {
            List<MergedInput> free = new ArrayList<>(shipment.inputs());
            free.removeIf(parcel -> blocked.contains(parcel.identity()));
            List<MergedInput> rest = new ArrayList<>(shipment.inputs());
            rest.removeAll(free);
            Stream.of(free, rest)
                    .filter(some -> !some.isEmpty())
                    .map(PendingRequest::of)
                    .forEach(all::add);
        }
        return all;
    }

    /** What must wait: what is of an identity that is aside, and all of a shipment that waits for such a reason. */
    private Set<String> blocked() {
        Set<String> identities = aside();
        for (PendingRequest shipment : ready) {
            if (shipment.identities().anyMatch(identities::contains)) {
                shipment.identities().forEach(identities::add);
            }
        }
        return identities;
    }

    private Set<String> aside() {
        Set<String> identities = new HashSet<>();
        aside.forEach(shipment -> shipment.identities().forEach(identities::add));
        return identities;
    }
}
