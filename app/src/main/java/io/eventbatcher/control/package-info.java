/**
 * How operators and running instances reach each other: one compacted topic that holds the newest order for each route, lane or source
 * topic, and how each instance's lanes stand. Instances follow it on a thread of its own; a command reads it to its end. Nothing that
 * delivers or batches waits for it.
 */
@NullMarked
package io.eventbatcher.control;

import org.jspecify.annotations.NullMarked;
