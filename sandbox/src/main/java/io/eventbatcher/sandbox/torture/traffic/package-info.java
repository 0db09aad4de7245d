/** The traffic of a run: the load with its poison events, and the replays of dead letters. Touches the load generator and the broker. */
@NullMarked
package io.eventbatcher.sandbox.torture.traffic;

import org.jspecify.annotations.NullMarked;
