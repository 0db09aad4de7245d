package io.eventbatcher.sandbox.simulator.journal;

import io.eventbatcher.sandbox.simulator.api.Input;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Counts the open requests of one endpoint: in all, and about one marketing event (never more than one in a correct run). */
public final class OpenRequests {
    private final Map<String, Integer> byIdentity = new HashMap<>();
    private int open;
    private int mostOpen;
    private int mostPerIdentity;

    /** Returns the identities for {@link #leave}, to be called before the answer goes out, because the next request may follow at once. */
    public synchronized Set<String> enter(List<Input> inputs, boolean perIdentity) {
        open++;
        mostOpen = Math.max(mostOpen, open);
        Set<String> identities = new HashSet<>();
        if (perIdentity) {
            inputs.forEach(input -> identities.add(input.identity()));
        }
        for (String identity : identities) {
            mostPerIdentity = Math.max(mostPerIdentity, byIdentity.merge(identity, 1, Integer::sum));
        }
        return identities;
    }

    public synchronized void leave(Set<String> identities) {
        open--;
        for (String identity : identities) {
            byIdentity.computeIfPresent(identity, (same, count) -> count == 1 ? null : count - 1);
        }
    }

    synchronized int mostOpen() {
        return mostOpen;
    }

    synchronized int mostPerIdentity() {
        return mostPerIdentity;
    }
}
