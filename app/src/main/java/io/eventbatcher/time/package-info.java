/**
 * The two kinds of time: the wall clock, which may be set, and moments of the process, which measure spans; and pauses that grow.
 *
 * <p>Touches the Java platform only; every package may use this one.
 */
@NullMarked
package io.eventbatcher.time;

import org.jspecify.annotations.NullMarked;
