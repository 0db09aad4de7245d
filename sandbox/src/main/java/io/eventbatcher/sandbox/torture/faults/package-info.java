/**
 * The faults: their schedule, the effect of each on single requests, and the recorder of deliveries, which can have a sender killed at a chosen
 * moment. Touches the simulator; a fault of processes, broker or registry is only an entry here, and the room {@code run} carries it out.
 */
@NullMarked
package io.eventbatcher.sandbox.torture.faults;

import org.jspecify.annotations.NullMarked;
