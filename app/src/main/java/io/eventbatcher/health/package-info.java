/**
 * Signs of life: the heartbeat file that a running service renews, its reader, and helper threads that survive and show their failures.
 * Touches files, metrics, threads and logs; asks no other process.
 */
@NullMarked
package io.eventbatcher.health;

import org.jspecify.annotations.NullMarked;
