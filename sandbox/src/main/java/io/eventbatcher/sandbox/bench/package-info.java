/**
 * The benchmark: the service beside a floor, on one embedded stack, with the same events. {@link
 * io.eventbatcher.sandbox.bench.Bench} is the flow.
 */
@NullMarked
package io.eventbatcher.sandbox.bench;

import org.jspecify.annotations.NullMarked;
