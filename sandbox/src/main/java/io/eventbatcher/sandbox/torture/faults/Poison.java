package io.eventbatcher.sandbox.torture.faults;

import io.eventbatcher.sandbox.simulator.faults.Effect;
import io.eventbatcher.sandbox.simulator.faults.FaultDraw;
import io.eventbatcher.sandbox.torture.evidence.EventKey;
import io.eventbatcher.sandbox.torture.evidence.SourceOffset;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Good events on which HubSpot fails: whatever request brings one of them draws a 500, calm or not, and nothing of it is done. Any
 * thread.
 */
public final class Poison {
    /** Not a kind of fault: it befalls these events, each time. */
    public static final String POISON = "500-on-poison";

    private static final Effect FAILURE = new Effect.Answer(500);

    private final Set<EventKey> events = ConcurrentHashMap.newKeySet();
    private final Set<SourceOffset> published = ConcurrentHashMap.newKeySet();
    private final Set<SourceOffset> dead = ConcurrentHashMap.newKeySet();
    private final FaultCounts tallies;

    public Poison(FaultCounts tallies) {
        this.tallies = tallies;
    }

    /** To be called before the event is published. */
    public void add(EventKey event) {
        events.add(event);
    }

    /** HubSpot does not fail on it any longer. */
    public void remove(EventKey event) {
        events.remove(event);
    }

    /** One of them was published here. */
    public void published(SourceOffset origin) {
        published.add(origin);
    }

    /** There is a dead letter of whatever was published here. */
    public void died(SourceOffset origin) {
        dead.add(origin);
    }

    /** Whether each that was published so far has become a dead letter, for whatever reason. */
    public boolean allDied() {
        return dead.containsAll(published);
    }

    /** What befalls requests with such an event; the others get what is drawn for them. */
    public FaultDraw before(FaultDraw others) {
        return (number, endpoint, inputs) -> {
            if (EventKey.of(endpoint, inputs).stream().anyMatch(events::contains)) {
                tallies.count(POISON);
                return FAILURE;
            }
            return others.draw(number, endpoint, inputs);
        };
    }
}
