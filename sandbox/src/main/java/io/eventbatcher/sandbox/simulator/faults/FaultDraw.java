package io.eventbatcher.sandbox.simulator.faults;

import io.eventbatcher.sandbox.simulator.api.Endpoint;
import io.eventbatcher.sandbox.simulator.api.TakenInput;
import java.util.List;

/** Chooses a fault for each request without a pending fault. Called on the simulator's threads. */
@FunctionalInterface
public interface FaultDraw {
    /** Never a fault. */
    FaultDraw NEVER = (number, endpoint, inputs) -> new Effect.None();

    /**
     * Returns the effect on a request.
     *
     * @param number of the request, from 1
     */
    Effect draw(long number, Endpoint endpoint, List<TakenInput> inputs);
}
