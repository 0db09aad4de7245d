package io.eventbatcher.sandbox.torture.check;

import io.eventbatcher.sandbox.stack.SourceOffset;

/**
 * A death of an event.
 *
 * @param replays number of replays before
 */
record Death(SourceOffset origin, int replays) {}
