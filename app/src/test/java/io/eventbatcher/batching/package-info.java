@NullMarked
package io.eventbatcher.batching;

import org.jspecify.annotations.NullMarked;
