package io.eventbatcher.delivery.rejection;

import io.eventbatcher.delivery.inflight.UnconfirmedRejection;
import io.eventbatcher.delivery.lane.Lane;
import io.eventbatcher.delivery.lane.MergedInput;
import io.eventbatcher.record.Item;
import io.eventbatcher.route.Route;
import java.util.Optional;
import java.util.function.Predicate;

/** The inputs whose rejection is unconfirmed, for the choice of inputs to send. Owned by the poll thread. */
public final class RejectedInputs {
    private final Route route;
    private final UnconfirmedRejections unconfirmed;

    RejectedInputs(Route route, UnconfirmedRejections unconfirmed) {
        this.route = route;
        this.unconfirmed = unconfirmed;
    }

    public int count() {
        return unconfirmed.size();
    }

    /**
     * Takes a rejection to try again, of a lane that is free and may send.
     *
     * @param turn chooses another rejection for each retrial
     */
    public Optional<UnconfirmedRejection> takeForRetrial(int turn, Predicate<Lane> maySend) {
        return unconfirmed.takeForRetrial(turn, maySend);
    }

    /** The answer to a retrial told nothing about the input. */
    public void restore(UnconfirmedRejection rejection) {
        unconfirmed.add(rejection);
    }

    /** True if a rejection of an event of this name is unconfirmed. */
    public boolean has(String name) {
        return unconfirmed.has(name);
    }

    /** True if an item is of a name without rejections; always false on routes without names. */
    public boolean areOfOtherNamesThan(Item item) {
        return route.hasNames() && !has(item.name(route));
    }

    /** True if an unconfirmed rejection of the same identity must reach HubSpot before this input. */
    public boolean block(Lane lane, MergedInput input) {
        return unconfirmed.blocks(lane, input.identity());
    }
}
