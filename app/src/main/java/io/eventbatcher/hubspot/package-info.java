/**
 * HubSpot's batch APIs: what a request is, how it is sent, and what its answer means.
 *
 * <p>Knows HTTP and nothing of Kafka. {@link io.eventbatcher.hubspot.HubSpotClient} is the port; its result is an
 * {@link io.eventbatcher.hubspot.Outcome}, and {@link io.eventbatcher.hubspot.Classifier} is the one class that decides which.
 */
@NullMarked
package io.eventbatcher.hubspot;

import org.jspecify.annotations.NullMarked;
