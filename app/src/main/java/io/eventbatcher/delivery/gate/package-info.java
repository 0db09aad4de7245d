/**
 * Gate of each route: operator, halts, parks, rate and the health of the endpoint decide together if a request may go.
 *
 * <p>Touches {@code lane}, {@code search}, {@code history}, {@code inflight}, {@code rate}, {@code halt}, {@code rejection} and {@code loop};
 * only this room uses Resilience4j.
 */
@NullMarked
package io.eventbatcher.delivery.gate;

import org.jspecify.annotations.NullMarked;
