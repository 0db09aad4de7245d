package io.eventbatcher.delivery;

import io.eventbatcher.hubspot.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way.
 *
 * @param choice what it carries, and what for
 * @param number counts requests, in the order of sending
 */
record Errand(Samples.Choice choice, long number) {
    Lane lane() {
        return choice.lane();
    }

    Shipment sent() {
        return choice.part();
    }

    /** The halt it may end, or none. */
    @Nullable
    Halt probe() {
        return choice.probe();
    }

    /** What was held back, if this tries it again; it is not in the lane's line. */
    @Nullable
    Held held() {
        return choice.held();
    }

    boolean fromHeld() {
        return held() != null;
    }

    /** Whether the answer says anything of the inputs that were sent. */
    static boolean decisive(Outcome outcome) {
        return !(outcome instanceof Outcome.Retry
                || outcome instanceof Outcome.Park
                || outcome instanceof Outcome.Halt);
    }

    /** How many requests have carried what was sent. */
    int attempts() {
        return sent().attempts();
    }

    /** What the answer is about: when it says nothing of the input, then the whole is to be sent again as it was. */
    Shipment subject(Outcome outcome) {
        return decisive(outcome) ? sent() : choice.whole();
    }

    /** What follows from the answer, and behind it what was not sent. */
    Reaction.Next withRest(Reaction.Next next, Outcome outcome) {
        if (!decisive(outcome)
                || sent().parcels().size() == choice.whole().parcels().size()) {
            return next;
        }
        List<Shipment> all = new ArrayList<>(next.shipments());
        all.addAll(choice.whole().without(sent().parcels().get(0)));
        return new Reaction.Next(all, next.after());
    }
}
