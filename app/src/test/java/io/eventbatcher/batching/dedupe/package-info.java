@NullMarked
package io.eventbatcher.batching.dedupe;

import org.jspecify.annotations.NullMarked;
