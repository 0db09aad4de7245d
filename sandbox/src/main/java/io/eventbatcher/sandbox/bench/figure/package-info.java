/** The figures of loads: rates, ages, spreads, and the noise that spoils them. Touches the simulator's journal and, for ages, topics. */
@NullMarked
package io.eventbatcher.sandbox.bench.figure;

import org.jspecify.annotations.NullMarked;
