package io.eventbatcher.sandbox.torture.faults;

import io.eventbatcher.sandbox.load.plan.Fate;
import io.eventbatcher.sandbox.simulator.faults.FaultDraw;
import io.eventbatcher.sandbox.stack.SourceOffset;
import io.eventbatcher.sandbox.torture.evidence.EventKey;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The events that HubSpot never takes, in calm phases, too. Thread-safe. */
public final class Poison {
    private final Map<EventKey, Culprit> events = new ConcurrentHashMap<>();
    private final Set<SourceOffset> published = ConcurrentHashMap.newKeySet();
    private final Set<SourceOffset> dead = ConcurrentHashMap.newKeySet();
    private final FaultCounts counts;

    public Poison(FaultCounts counts) {
        this.counts = counts;
    }

    /** To be called before the event is published. */
    public void add(EventKey event, Culprit kind) {
        events.put(event, kind);
    }

    /** HubSpot takes the event from now on. */
    public void remove(EventKey event) {
        events.remove(event);
    }

    /** A record was published at {@code origin}; only an original of a poison event must die. */
    public void published(EventKey event, Fate fate, SourceOffset origin) {
        Culprit kind = events.get(event);
        if (kind != null && kind.fate() == fate) {
            published.add(origin);
        }
    }

    /** The record at {@code origin} became a dead letter. */
    public void died(SourceOffset origin) {
        dead.add(origin);
    }

    /** True if every published poison event has become a dead letter. */
    public boolean allDied() {
        return dead.containsAll(published);
    }

    /** Refuses requests with a poison event, and leaves all others to {@code others}. */
    public FaultDraw before(FaultDraw others) {
        return (number, endpoint, inputs) -> {
            Optional<Culprit> found = EventKey.of(endpoint, inputs).stream()
                    .map(events::get)
                    .filter(Objects::nonNull)
                    .findFirst();
            if (found.isPresent()) {
                counts.count(found.get().label());
                return found.get().answer();
            }
            return others.draw(number, endpoint, inputs);
        };
    }
}
