/**
 * The checks after a run: reads the topics, waits for quiescence, and holds the evidence against the promises. Touches the broker, never the
 * service.
 */
@NullMarked
package io.eventbatcher.sandbox.torture.check;

import org.jspecify.annotations.NullMarked;
