/**
 * Tools of the poll thread: its mailbox, timers, the backoff, counters, and the failure that ends delivery.
 *
 * <p>Touches nothing of delivery; every other room of delivery may use this one.
 */
@NullMarked
package io.eventbatcher.delivery.loop;

import org.jspecify.annotations.NullMarked;
