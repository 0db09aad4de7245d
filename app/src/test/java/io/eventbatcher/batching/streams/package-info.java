@NullMarked
package io.eventbatcher.batching.streams;

import org.jspecify.annotations.NullMarked;
