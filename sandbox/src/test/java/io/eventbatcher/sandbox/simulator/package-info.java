/** Holds the simulator to its rules, over HTTP. */
@NullMarked
package io.eventbatcher.sandbox.simulator;

import org.jspecify.annotations.NullMarked;
