/** A real Kafka broker in this process, for the demo, the benchmark and tests that no mock can stand in for. */
@NullMarked
package io.eventbatcher.sandbox.broker;

import org.jspecify.annotations.NullMarked;
