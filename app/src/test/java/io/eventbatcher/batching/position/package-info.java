/** Tests of the places up to which partitions are read. */
@NullMarked
package io.eventbatcher.batching.position;

import org.jspecify.annotations.NullMarked;
