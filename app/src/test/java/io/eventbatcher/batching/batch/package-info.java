@NullMarked
package io.eventbatcher.batching.batch;

import org.jspecify.annotations.NullMarked;
