/**
 * Signs of life: the heartbeat file that a running service renews, and its reader. Touches files, metrics and logs; asks no other process.
 */
@NullMarked
package io.eventbatcher.health;

import org.jspecify.annotations.NullMarked;
