@NullMarked
package io.eventbatcher.sandbox.simulator.journal;

import org.jspecify.annotations.NullMarked;
