/** A real Kafka broker in this process, for the demo, the benchmark and tests. Touches Kafka alone. */
@NullMarked
package io.eventbatcher.sandbox.broker;

import org.jspecify.annotations.NullMarked;
