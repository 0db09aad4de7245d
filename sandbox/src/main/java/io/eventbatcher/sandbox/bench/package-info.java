/**
 * The benchmark: the service beside a rival, over as many events, in processes of their own. {@link io.eventbatcher.sandbox.bench.Bench} is
 * the flow; touches the processes, the load generator and the simulator's journal.
 */
@NullMarked
package io.eventbatcher.sandbox.bench;

import org.jspecify.annotations.NullMarked;
