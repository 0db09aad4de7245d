package io.eventbatcher.sandbox.torture.faults;

import io.eventbatcher.sandbox.load.plan.Fate;
import io.eventbatcher.sandbox.simulator.faults.Effect;

/** The kinds of good events that HubSpot never takes. Every request that brings one is answered alike, and nothing of the request is applied. */
@SuppressWarnings("ImmutableEnumChecker") // an effect is a value
public enum Culprit {
    /** HubSpot fails on the event. */
    POISON("500-on-poison", new Effect.Answer(500), Fate.EXPIRED),
    /** HubSpot sees a conflict in one event of the request. */
    CONFLICT("409-for-one", Effect.Answer.conflict(), Fate.REJECTED),
    /** A firewall before HubSpot dislikes the content of one event. */
    FORBIDDEN("403-html-for-one", Effect.Answer.edgeRefusal(), Fate.REJECTED),
    /** HubSpot says of a request with the event that it is gone for good. */
    GONE("410-for-one", Effect.Answer.gone(), Fate.REJECTED);

    private final String label;
    private final Effect answer;
    private final Fate fate;

    Culprit(String label, Effect answer, Fate fate) {
        this.label = label;
        this.answer = answer;
        this.fate = fate;
    }

    public String label() {
        return label;
    }

    Effect answer() {
        return answer;
    }

    public Fate fate() {
        return fate;
    }
}
