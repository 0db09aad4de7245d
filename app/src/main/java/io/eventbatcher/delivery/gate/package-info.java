/**
 * Gate of each route: operator, halts, parks, rate and the health of the endpoint decide together if a request may go.
 *
 * <p>Touches lanes, requests in flight, rates, halts and rejections; only this room uses Resilience4j.
 */
@NullMarked
package io.eventbatcher.delivery.gate;

import org.jspecify.annotations.NullMarked;
