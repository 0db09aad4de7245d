/**
 * The port for health checks and metrics: one table of metrics ({@link io.eventbatcher.monitoring.ServiceMetric}), observers of both
 * halves that fill the table, and a small HTTP server.
 *
 * <p>Sees the halves from outside; nothing in the flow waits for this room. Only this room uses Micrometer.
 */
@NullMarked
package io.eventbatcher.monitoring;

import org.jspecify.annotations.NullMarked;
