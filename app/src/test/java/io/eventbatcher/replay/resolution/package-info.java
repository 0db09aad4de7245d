@NullMarked
package io.eventbatcher.replay.resolution;

import org.jspecify.annotations.NullMarked;
