/**
 * Tools of the poll thread: its mailbox, timers, the backoff, counters, and the failure that ends delivery.
 *
 * <p>Touches no room of delivery; all rooms of delivery may use the tools.
 */
@NullMarked
package io.eventbatcher.delivery.loop;

import org.jspecify.annotations.NullMarked;
