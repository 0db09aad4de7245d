package io.eventbatcher.health;

import java.time.Instant;

/**
 * A trouble of a part of the service, as the last heartbeat found it.
 *
 * @param clause names the trouble, without a capital and a full stop
 * @param since the heartbeat that found the first trouble of the part
 */
public record HealthFinding(HealthPart part, String clause, Instant since) {}
