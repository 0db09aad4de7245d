package io.eventbatcher.delivery.dispatch;

import io.eventbatcher.delivery.lane.Lane;
import io.eventbatcher.delivery.lane.MergedInput;
import io.eventbatcher.delivery.lane.PendingRequest;
import io.eventbatcher.delivery.rejection.RejectionGuard;
import java.util.List;
import java.util.Optional;

/** Chooses an input of a request, each turn from a different place, and preferably of an event name without rejections. */
final class InputSelector {
    /** Reaches distant inputs sooner than a step of 1. */
    private static final int STEP = 7;

    private InputSelector() {}

    /** Returns a request of the chosen input, or of the first input if all must wait for rejections of their identities. */
    static PendingRequest single(RejectionGuard rejections, Lane lane, PendingRequest whole, long turn) {
        return whole.only(
                select(rejections, lane, whole, turn).orElse(whole.inputs().get(0)));
    }

    /** Returns the chosen input; empty if all inputs must wait for rejections of their identities. */
    static Optional<MergedInput> select(RejectionGuard rejections, Lane lane, PendingRequest whole, long turn) {
        List<MergedInput> inputs = whole.inputs();
        Optional<MergedInput> rejectedName = Optional.empty();
        for (int i = 0; i < inputs.size(); i++) {
            MergedInput input = inputs.get(Math.floorMod(turn * STEP + i, inputs.size()));
            if (!rejections.inputs().block(lane, input)) {
                if (!rejections.inputs().has(input.name())) {
                    return Optional.of(input);
                }
                rejectedName = rejectedName.or(() -> Optional.of(input));
            }
        }
        return rejectedName;
    }
}
