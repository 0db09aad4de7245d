/**
 * Requests on the way to HubSpot, each with a purpose: ordinary, a probe of a halt, or the retrial of a rejection.
 *
 * <p>Touches {@code lane}, {@code history} and {@code halt}; knows neither the gate that lets a request pass nor the guard that weighs rejections.
 */
@NullMarked
package io.eventbatcher.delivery.inflight;

import org.jspecify.annotations.NullMarked;
