/**
 * Plans of replays: the letters that an order means, those that are left out and why, and the rate. Touches the rooms of reading; writes
 * nothing.
 */
@NullMarked
package io.eventbatcher.replay.plan;

import org.jspecify.annotations.NullMarked;
