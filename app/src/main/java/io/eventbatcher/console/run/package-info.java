/**
 * What people have agreed to or ordered at this console and takes its time: plans, runs of replays and marks, on threads of their own. Works by the engine of the
 * command line, and ends with the service, so that a run can be resumed.
 */
@NullMarked
package io.eventbatcher.console.run;

import org.jspecify.annotations.NullMarked;
