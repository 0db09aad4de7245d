/**
 * Stops of a route or quota: halts, which probes end; parks, which end at a time; and the status for operators, in which a route at the
 * day's reserve is parked, too, although one request a minute goes.
 *
 * <p>Touches the outcomes of requests and the operator's texts; knows no lanes and no requests.
 */
@NullMarked
package io.eventbatcher.delivery.halt;

import org.jspecify.annotations.NullMarked;
