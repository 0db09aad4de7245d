/**
 * The signs that a running instance gives of itself: the states of its lanes and parts, the heartbeat, and the status of the whole system.
 * Sees the halves and the rooms that tell; knows nothing of start and stop.
 */
@NullMarked
package io.eventbatcher.service.signs;

import org.jspecify.annotations.NullMarked;
