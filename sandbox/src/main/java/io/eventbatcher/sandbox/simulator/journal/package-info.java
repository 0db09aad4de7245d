/**
 * The read-back: every input that was accepted, counters, and the latest requests. Touches the types of the API alone.
 */
@NullMarked
package io.eventbatcher.sandbox.simulator.journal;

import org.jspecify.annotations.NullMarked;
