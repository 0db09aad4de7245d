package io.eventbatcher.delivery.lane;

import io.eventbatcher.delivery.dispatch.OutcomeHandler;
import io.eventbatcher.delivery.dispatch.ProbeSelector;
import io.eventbatcher.delivery.halt.ProbedHalt;
import io.eventbatcher.delivery.rejection.UnconfirmedRejection;
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
public record InFlightRequest(ProbeSelector.Choice choice, long number) {
    public Lane lane() {
        return choice.lane();
    }

    public PendingRequest sent() {
        return choice.part();
    }

    /** The halt it may end, or none. */
    @Nullable
    public ProbedHalt probe() {
        return choice.probe();
    }

    /** What was held back, if this tries it again; it is not in the lane's line. */
    @Nullable
    public UnconfirmedRejection held() {
        return choice.held();
    }

    public boolean fromHeld() {
        return held() != null;
    }

    /** Whether the answer says anything of the inputs that were sent. */
    public static boolean decisive(Outcome outcome) {
        return !(outcome instanceof Outcome.Retry
                || outcome instanceof Outcome.Park
                || outcome instanceof Outcome.Halt);
    }

    /** How many requests have carried what was sent. */
    public int attempts() {
        return sent().attempts();
    }

    /** What the answer is about: when it says nothing of the input, then the whole is to be sent again as it was. */
    public PendingRequest subject(Outcome outcome) {
        return decisive(outcome) ? sent() : choice.whole();
    }

    /** What follows from the answer, and behind it what was not sent. */
    public OutcomeHandler.Next withRest(OutcomeHandler.Next next, Outcome outcome) {
        if (!decisive(outcome)
                || sent().parcels().size() == choice.whole().parcels().size()) {
            return next;
        }
        List<PendingRequest> all = new ArrayList<>(next.shipments());
        all.addAll(choice.whole().without(sent().parcels().get(0)));
        return new OutcomeHandler.Next(all, next.after());
    }
}
