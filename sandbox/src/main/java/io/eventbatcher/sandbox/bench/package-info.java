/**
 * The benchmark: the service beside a floor, on one embedded stack, with the same events. {@link io.eventbatcher.sandbox.bench.Bench} is
 * the flow; touches the service, its HTTP client and the embedded stack.
 */
@NullMarked
package io.eventbatcher.sandbox.bench;

import org.jspecify.annotations.NullMarked;
