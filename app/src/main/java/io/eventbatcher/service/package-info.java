/**
 * The assembly of both halves: their topics, start, stop and validation.
 *
 * <p>Touches every package but {@code audit} and {@code cli}, and makes the Kafka admin clients.
 */
@NullMarked
package io.eventbatcher.service;

import org.jspecify.annotations.NullMarked;
