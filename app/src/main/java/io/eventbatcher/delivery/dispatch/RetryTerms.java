package io.eventbatcher.delivery.dispatch;

import io.eventbatcher.delivery.loop.Backoff;
import java.time.Clock;
import java.time.Duration;

/**
 * How long things are waited for.
 *
 * @param backoff before the same is sent again
 * @param expireAfter how long an input may fail alone while others are taken
 */
public record RetryTerms(Backoff backoff, Duration expireAfter, Clock clock) {}
