/**
 * The processes that a benchmark measures or stands on: service, floor and broker, each a JVM of its own, and their CPU time. Touches the
 * operating system, the service's configuration and the embedded broker; the measuring is above.
 */
@NullMarked
package io.eventbatcher.sandbox.bench.program;

import org.jspecify.annotations.NullMarked;
