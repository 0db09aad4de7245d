/**
 * The story of an event: every step that topics prove, in order of time, and the state now. Touches the rooms of reading, committed offsets and the
 * topics between the stages; writes nothing.
 */
@NullMarked
package io.eventbatcher.replay.trace;

import org.jspecify.annotations.NullMarked;
