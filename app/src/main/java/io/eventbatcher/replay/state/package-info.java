/**
 * The state of a dead letter, from resolutions, replays, receipts and later letters of the same event. Touches the rooms of reading; writes
 * nothing.
 */
@NullMarked
package io.eventbatcher.replay.state;

import org.jspecify.annotations.NullMarked;
