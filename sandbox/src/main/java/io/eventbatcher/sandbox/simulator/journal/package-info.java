/** The read-back: every accepted input, counters, and the latest requests. Touches the types of the API alone. */
@NullMarked
package io.eventbatcher.sandbox.simulator.journal;

import org.jspecify.annotations.NullMarked;
