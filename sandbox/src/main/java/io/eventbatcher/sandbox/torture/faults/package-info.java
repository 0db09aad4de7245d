/**
 * The faults: their schedule, the effect of each on single requests, and the recorder of deliveries, which fires kill triggers. Touches the
 * simulator; faults of processes, broker or registry are only entries here, carried out by the room {@code run}.
 */
@NullMarked
package io.eventbatcher.sandbox.torture.faults;

import org.jspecify.annotations.NullMarked;
