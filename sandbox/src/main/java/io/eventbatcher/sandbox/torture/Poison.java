package io.eventbatcher.sandbox.torture;

import io.eventbatcher.sandbox.simulator.Effect;
import io.eventbatcher.sandbox.simulator.FaultDraw;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Good events on which HubSpot fails: whatever request brings one of them draws a 500, calm or not, and nothing of it is done. Any
 * thread.
 */
final class Poison {
    /** Not a kind of fault: it befalls these events, each time. */
    static final String POISON = "500-on-poison";

    private static final Effect FAILURE = new Effect.Answer(500);

    private final Set<EventKey> events = ConcurrentHashMap.newKeySet();
    private final Set<Origin> published = ConcurrentHashMap.newKeySet();
    private final Set<Origin> dead = ConcurrentHashMap.newKeySet();
    private final Tallies tallies;

    Poison(Tallies tallies) {
        this.tallies = tallies;
    }

    /** To be called before the event is published. */
    void add(EventKey event) {
        events.add(event);
    }

    /** HubSpot does not fail on it any longer. */
    void remove(EventKey event) {
        events.remove(event);
    }

    /** One of them was published here. */
    void published(Origin origin) {
        published.add(origin);
    }

    /** There is a dead letter of whatever was published here. */
    void died(Origin origin) {
        dead.add(origin);
    }

    /** Whether each that was published so far has become a dead letter, for whatever reason. */
    boolean allDied() {
        return dead.containsAll(published);
    }

    /** What befalls requests with such an event; the others get what is drawn for them. */
    FaultDraw before(FaultDraw others) {
        return (number, endpoint, inputs) -> {
            if (EventKey.of(endpoint, inputs).stream().anyMatch(events::contains)) {
                tallies.count(POISON);
                return FAILURE;
            }
            return others.draw(number, endpoint, inputs);
        };
    }
}
