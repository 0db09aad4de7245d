package io.eventbatcher.sandbox.torture.faults;

import io.eventbatcher.sandbox.simulator.faults.Effect;
import io.eventbatcher.sandbox.simulator.faults.FaultDraw;
import io.eventbatcher.sandbox.stack.SourceOffset;
import io.eventbatcher.sandbox.torture.evidence.EventKey;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Good events on which HubSpot fails: every request with a poison event gets a 500 and is not carried out, in calm phases, too.
 * Thread-safe.
 */
public final class Poison {
    /** Counted like a fault, but befalls every request with a poison event. */
    static final String POISON = "500-on-poison";

    private static final Effect FAILURE = new Effect.Answer(500);

    private final Set<EventKey> events = ConcurrentHashMap.newKeySet();
    private final Set<SourceOffset> published = ConcurrentHashMap.newKeySet();
    private final Set<SourceOffset> dead = ConcurrentHashMap.newKeySet();
    private final FaultCounts counts;

    public Poison(FaultCounts counts) {
        this.counts = counts;
    }

    /** To be called before the event is published. */
    public void add(EventKey event) {
        events.add(event);
    }

    /** HubSpot takes the event from now on. */
    public void remove(EventKey event) {
        events.remove(event);
    }

    /** A poison event was published at {@code origin}. */
    public void published(SourceOffset origin) {
        published.add(origin);
    }

    /** The record at {@code origin} became a dead letter. */
    public void died(SourceOffset origin) {
        dead.add(origin);
    }

    /** True if every published poison event has become a dead letter. */
    public boolean allDied() {
        return dead.containsAll(published);
    }

    /** Fails requests with a poison event, and leaves all others to {@code others}. */
    public FaultDraw before(FaultDraw others) {
        return (number, endpoint, inputs) -> {
            if (EventKey.of(endpoint, inputs).stream().anyMatch(events::contains)) {
                counts.count(POISON);
                return FAILURE;
            }
            return others.draw(number, endpoint, inputs);
        };
    }
}
