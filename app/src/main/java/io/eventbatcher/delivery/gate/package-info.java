/**
 * The gate of each route: operator, halts, parks, rate and the health of the endpoint decide together whether a request may go.
 *
 * <p>Touches lanes, rates, halts and rejections; Resilience4j is used here only.
 */
@NullMarked
package io.eventbatcher.delivery.gate;

import org.jspecify.annotations.NullMarked;
