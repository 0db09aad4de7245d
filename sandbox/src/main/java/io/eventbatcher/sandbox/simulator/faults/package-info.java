/**
 * Faults on demand: the effects of a fault on a request, the faults that wait for a request, and their JSON form. Touches the types of the
 * API alone.
 */
@NullMarked
package io.eventbatcher.sandbox.simulator.faults;

import org.jspecify.annotations.NullMarked;
