/** Dead letters as operators see them, without a broker. */
@NullMarked
package io.eventbatcher.replay.plan;

import org.jspecify.annotations.NullMarked;
