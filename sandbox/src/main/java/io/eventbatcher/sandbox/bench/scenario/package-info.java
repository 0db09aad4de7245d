/** The scenarios of the benchmark, as loads and faults of the simulator, and their figures. */
@NullMarked
package io.eventbatcher.sandbox.bench.scenario;

import org.jspecify.annotations.NullMarked;
