package io.eventbatcher.sandbox.torture.evidence;

import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.stack.SourceOffset;

/**
 * A committed record of the replay topic.
 *
 * @param origin the source record
 * @param replays number of replays before
 * @param id the replay's id: the letter's, or a person's choice
 */
public record SentReplay(Route route, SourceOffset origin, int replays, String id) {}
