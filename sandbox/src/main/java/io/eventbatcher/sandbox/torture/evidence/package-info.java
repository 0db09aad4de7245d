/**
 * The facts about a run, none of them told by the service, and the findings of the checks. Touches the load's plan and the simulator's API
 * alone.
 */
@NullMarked
package io.eventbatcher.sandbox.torture.evidence;

import org.jspecify.annotations.NullMarked;
