/**
 * The port to HubSpot: a request, the client that sends it, and the outcome of its answer.
 *
 * <p>Knows neither HTTP nor Kafka. {@link io.eventbatcher.hubspot.HubSpotClient} is the port; its rooms {@code answer}, {@code credentials}
 * and {@code http} implement the port.
 */
@NullMarked
package io.eventbatcher.hubspot;

import org.jspecify.annotations.NullMarked;
