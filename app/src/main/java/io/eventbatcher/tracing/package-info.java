/**
 * OpenTelemetry's traces: a span for each request to HubSpot, with links to the spans of the events' producers, sent to a collector by OTLP.
 *
 * <p>Only this room uses OpenTelemetry, and loads its classes only if the settings name a collector. Delivery knows a client of HubSpot, and the id of
 * a trace as a text.
 */
@NullMarked
package io.eventbatcher.tracing;

import org.jspecify.annotations.NullMarked;
