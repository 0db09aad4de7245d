/**
 * A deterministic simulation of the delivery half: real delivery loops on virtual time, against a simulated Kafka and a simulated
 * HubSpot. Types of the delivery half are touched only by {@code DeliveryUnderTest}, which stands beside them.
 */
@NullMarked
package io.eventbatcher.delivery.simulation;

import org.jspecify.annotations.NullMarked;
