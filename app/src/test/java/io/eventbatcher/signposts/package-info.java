/** Compares what leads readers through the code with the code. */
@NullMarked
package io.eventbatcher.signposts;

import org.jspecify.annotations.NullMarked;
