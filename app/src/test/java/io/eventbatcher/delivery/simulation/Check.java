package io.eventbatcher.delivery.simulation;

import org.jspecify.annotations.Nullable;

/** An observer that knows an invariant. */
abstract class Check implements Observer {
    final Simulation simulation;

    Check(Simulation simulation) {
        this.simulation = simulation;
    }

    /** Fails the run unless this holds. */
    void require(boolean holds, String invariant, @Nullable Object... what) {
        if (!holds) {
            StringBuilder text = new StringBuilder();
            for (@Nullable Object part : what) {
                text.append(part);
            }
            throw new Violation(invariant, simulation.elapsed(), text.toString());
        }
    }
}
