@NullMarked
package io.eventbatcher.replay.run;

import org.jspecify.annotations.NullMarked;
