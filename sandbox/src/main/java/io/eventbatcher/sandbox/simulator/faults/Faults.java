package io.eventbatcher.sandbox.simulator.faults;

import io.eventbatcher.sandbox.simulator.api.Endpoint;
import io.eventbatcher.sandbox.simulator.api.Input;
import io.eventbatcher.sandbox.simulator.api.ReceivedRequest;
import io.eventbatcher.sandbox.simulator.api.TakenInput;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.ListIterator;

/** The faults that wait for a request. A request gets the first matching fault in the order of addition, or else a drawn fault. */
public final class Faults {
    private static final Effect NONE = new Effect.None();

    private final InstantSource clock;
    private final List<Pending> pending = new ArrayList<>();
    private volatile FaultDraw draw = FaultDraw.NEVER;

    private record Pending(Fault fault, Instant end) {}

    public Faults(InstantSource clock) {
        this.clock = clock;
    }

    public synchronized void add(Fault fault) {
        Instant end = fault.lasts().isZero() ? Instant.MAX : clock.instant().plus(fault.lasts());
        pending.add(new Pending(fault, end));
    }

    /** Forgets the pending faults; drawing goes on. */
    public synchronized void clear() {
        pending.clear();
    }

    /** Draws the fault of every request without a pending fault from now on. */
    public void drawFrom(FaultDraw changed) {
        draw = changed;
    }

    /** The faults still to happen, each with the number of times left. */
    public synchronized List<Fault> pending() {
        forgetEnded();
        return pending.stream().map(Pending::fault).toList();
    }

    public Effect next(ReceivedRequest request, List<Input> inputs) {
        Effect waiting = next(request.endpoint(), request.body());
        return waiting instanceof Effect.None
                ? draw.draw(
                        request.number(),
                        request.endpoint(),
                        inputs.stream().map(TakenInput::of).toList())
                : waiting;
    }

    private synchronized Effect next(Endpoint endpoint, byte[] body) {
        forgetEnded();
        for (ListIterator<Pending> faults = pending.listIterator(); faults.hasNext(); ) {
            Pending next = faults.next();
            Fault fault = next.fault();
            if (fault.befalls(endpoint, body)) {
                if (fault.times() == 1) {
                    faults.remove();
                } else if (fault.times() < Integer.MAX_VALUE) {
                    faults.set(new Pending(fault.times(fault.times() - 1), next.end()));
                }
                return fault.effect();
            }
        }
        return NONE;
    }

    private void forgetEnded() {
        Instant now = clock.instant();
        pending.removeIf(some -> !now.isBefore(some.end()));
    }
}
