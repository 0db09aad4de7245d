/** Whether the service is alive, told to another process: a file that a running service renews, and what reads it. */
@NullMarked
package io.eventbatcher.health;

import org.jspecify.annotations.NullMarked;
