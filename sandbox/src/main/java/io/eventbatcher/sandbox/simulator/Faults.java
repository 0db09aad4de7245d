package io.eventbatcher.sandbox.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.ListIterator;

/** The faults that wait for a request. A request gets the first that matches it, in the order they were added. */
public final class Faults {
    private static final Effect NONE = new Effect.None();

    private final List<Fault> pending = new ArrayList<>();

    Faults() {}

    public synchronized void add(Fault fault) {
        pending.add(fault);
    }

    public synchronized void clear() {
        pending.clear();
    }

    /** What has not happened yet; {@link Fault#times()} is what is left of each. */
    public synchronized List<Fault> pending() {
        return List.copyOf(pending);
    }

    synchronized Effect next(Endpoint endpoint, byte[] body) {
        for (ListIterator<Fault> faults = pending.listIterator(); faults.hasNext(); ) {
            Fault fault = faults.next();
            if (fault.befalls(endpoint, body)) {
                if (fault.times() == 1) {
                    faults.remove();
                } else if (fault.times() < Integer.MAX_VALUE) {
                    faults.set(fault.times(fault.times() - 1));
                }
                return fault.effect();
            }
        }
        return NONE;
    }
}
