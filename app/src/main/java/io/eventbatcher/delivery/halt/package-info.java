/**
 * Stops of a route or quota: halts that probes end, and parks that a time ends.
 *
 * <p>Touches the clock and the operator's texts; knows no lanes and no requests.
 */
@NullMarked
package io.eventbatcher.delivery.halt;

import org.jspecify.annotations.NullMarked;
