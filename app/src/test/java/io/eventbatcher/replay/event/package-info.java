/** Dead letters as operators see them, without a broker. */
@NullMarked
package io.eventbatcher.replay.event;

import org.jspecify.annotations.NullMarked;
