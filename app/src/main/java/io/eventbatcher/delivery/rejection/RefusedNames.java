package io.eventbatcher.delivery.rejection;

import io.eventbatcher.delivery.lane.MergedInput;
import io.eventbatcher.delivery.lane.PendingRequest;
import io.eventbatcher.hubspot.InputResult;
import io.eventbatcher.hubspot.Outcome;
import io.eventbatcher.hubspot.RejectionKind;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Event names that HubSpot did not know a moment ago. Events of such a name travel in requests of their own until HubSpot takes one: so
 * they cost the others nothing, and the end of the fault shows at once. Owned by the poll thread.
 */
public final class RefusedNames {
    /** Names beyond the limit travel with the others again, the oldest first. */
    private static final int MOST = 100;

    private final Set<String> names = new LinkedHashSet<>();

    /** Learns from the answer to a request. */
    public void answered(PendingRequest sent, Outcome outcome) {
        if (refusesName(outcome)) {
            String name = sent.inputs().get(0).name();
            names.remove(name);
            names.add(name);
            if (names.size() > MOST) {
                names.remove(names.iterator().next());
            }
        } else if (outcome.showsAcceptance() && !names.isEmpty()) {
            // a first try of a refused name has no other inputs; other acceptances may be older than the refusal
            names.remove(sent.inputs().get(0).name());
        }
    }

    private static boolean refusesName(Outcome outcome) {
        if (outcome instanceof Outcome.PartlyDelivered partly) {
            return partly.results().get(0) instanceof InputResult.Refused refused
                    && refused.refusal() == RejectionKind.UNDEFINED_NAME;
        }
        return outcome instanceof Outcome.Rejected rejected && rejected.refusal() == RejectionKind.UNDEFINED_NAME;
    }

    /** The refused name of an input; the empty text for an input that travels with the others. */
    public String apart(MergedInput input) {
        if (names.isEmpty()) {
            return "";
        }
        String name = input.name();
        return names.contains(name) ? name : "";
    }
}
