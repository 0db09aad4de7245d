package io.eventbatcher.replay.state;

import java.time.Instant;

/**
 * A step in the history of an event that has died.
 *
 * @param at the time, as far as the topic tells
 * @param what died, replayed, delivered, discarded or restored
 * @param place the letter's {@code partition:offset}; empty for a step that is about no stored letter
 * @param detail reason, author or answer, in a clause
 */
public record Life(Instant at, String what, String place, String detail) {}
