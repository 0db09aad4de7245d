@NullMarked
package io.eventbatcher.time;

import org.jspecify.annotations.NullMarked;
