/**
 * The port on OkHttp: sends requests, reads answers, and probes routes for {@code validate}.
 *
 * <p>Knows HTTP and nothing of Kafka; leaves the meaning of answers to {@code answer} and tokens to {@code credentials}.
 */
@NullMarked
package io.eventbatcher.hubspot.http;

import org.jspecify.annotations.NullMarked;
