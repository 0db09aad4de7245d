package io.eventbatcher.hubspot;

import java.util.List;

/** The name of an outcome, the same in metrics and spans. */
public final class OutcomeName implements Outcome.Cases<String> {
    public static final List<String> ALL = List.of(
            "delivered",
            "partly-delivered",
            "already-accepted",
            "split",
            "rejected",
            "retry",
            "unproven",
            "park",
            "halt");

    @Override
    public String delivered(Outcome.Delivered outcome) {
        return "delivered";
    }

    @Override
    public String partlyDelivered(Outcome.PartlyDelivered outcome) {
        return "partly-delivered";
    }

    @Override
    public String split(Outcome.Split outcome) {
        return "split";
    }

    @Override
    public String rejected(Outcome.Rejected outcome) {
        return "rejected";
    }

    @Override
    public String retry(Outcome.Retry outcome) {
        return "retry";
    }

    @Override
    public String alreadyAccepted(Outcome.AlreadyAccepted outcome) {
        return "already-accepted";
    }

    @Override
    public String unproven(Outcome.Unproven outcome) {
        return "unproven";
    }

    @Override
    public String park(Outcome.Park outcome) {
        return "park";
    }

    @Override
    public String halt(Outcome.Halt outcome) {
        return "halt";
    }
}
