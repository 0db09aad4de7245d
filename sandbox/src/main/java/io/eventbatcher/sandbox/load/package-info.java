/**
 * The load generator: realistic events on all routes, with duplicates and flaws in them, and the truth about what must become of each.
 *
 * <p>{@link io.eventbatcher.sandbox.load.LoadPlan} decides everything from a seed, {@link io.eventbatcher.sandbox.load.LoadGenerator}
 * publishes it, {@link io.eventbatcher.sandbox.load.LoadTruth} remembers what a checker has to find. None of them shares code with the
 * service: what is a limit there is written down a second time here.
 */
@NullMarked
package io.eventbatcher.sandbox.load;

import org.jspecify.annotations.NullMarked;
