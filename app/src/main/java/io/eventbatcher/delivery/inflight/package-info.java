/**
 * Requests on the way to HubSpot, each with a purpose: ordinary, a probe of a halt, or the retrial of a rejection.
 *
 * <p>Touches lanes and halts; knows neither the gate that lets a request pass nor the guard that weighs rejections.
 */
@NullMarked
package io.eventbatcher.delivery.inflight;

import org.jspecify.annotations.NullMarked;
