/**
 * Limits on log messages, so that a state that lasts is reported without filling the disk, and text from outside made fit for a line.
 *
 * <p>Touches the clock's values only; every package may use this one.
 */
@NullMarked
package io.eventbatcher.log;

import org.jspecify.annotations.NullMarked;
