/** Tests of the port for health checks and metrics. */
@NullMarked
package io.eventbatcher.monitoring;

import org.jspecify.annotations.NullMarked;
