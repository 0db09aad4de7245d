package io.eventbatcher.delivery;

import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Shipments under suspicion that wait for their next try beside the lane, so that others can pass. Where order is kept, what is of
 * their identities cannot: it waits behind them.
 */
final class Aside {
    private final boolean ordered;
    private final List<Shipment> absent = new ArrayList<>();

    Aside(boolean ordered) {
        this.ordered = ordered;
    }

    void leave(List<Shipment> shipments) {
        absent.addAll(shipments);
    }

    void comeBack(List<Shipment> shipments) {
        absent.removeAll(shipments);
    }

    /** Whether everything may pass. */
    boolean letsAllPass() {
        return !ordered || absent.isEmpty();
    }

    /** The first that may be sent; it overtakes nothing of its identities. */
    @Nullable
    Shipment firstFree(Deque<Shipment> ready) {
        if (letsAllPass()) {
            return ready.peekFirst();
        }
        Set<String> blocked = blocked();
        for (Shipment shipment : ready) {
            if (shipment.identities().noneMatch(blocked::contains)) {
                return shipment;
            }
            shipment.identities().forEach(blocked::add);
        }
        return null;
    }

    /** The same, each divided into what may pass and what must wait. */
    List<Shipment> divided(List<Shipment> shipments) {
        if (letsAllPass()) {
            return shipments;
        }
        Set<String> blocked = blocked();
        List<Shipment> all = new ArrayList<>();
        for (Shipment shipment : shipments) {
            List<Parcel> free = new ArrayList<>(shipment.parcels());
            free.removeIf(parcel -> blocked.contains(parcel.identity()));
            List<Parcel> rest = new ArrayList<>(shipment.parcels());
            rest.removeAll(free);
            Stream.of(free, rest)
                    .filter(some -> !some.isEmpty())
                    .map(Shipment::of)
                    .forEach(all::add);
        }
        return all;
    }

    private Set<String> blocked() {
        Set<String> identities = new HashSet<>();
        absent.forEach(shipment -> shipment.identities().forEach(identities::add));
        return identities;
    }
}
