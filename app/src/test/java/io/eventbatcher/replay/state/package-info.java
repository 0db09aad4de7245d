/** Dead letters as operators see them, without a broker. */
@NullMarked
package io.eventbatcher.replay.state;

import org.jspecify.annotations.NullMarked;
