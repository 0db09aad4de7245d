/**
 * Requests on their way to HubSpot, each with its purpose: ordinary, a probe of a halt, or the retrial of a rejection.
 *
 * <p>Touches lanes and halts; knows neither the gate that lets a request pass nor the guard that weighs rejections.
 */
@NullMarked
package io.eventbatcher.delivery.inflight;

import org.jspecify.annotations.NullMarked;
