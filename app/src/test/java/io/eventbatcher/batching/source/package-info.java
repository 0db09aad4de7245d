@NullMarked
package io.eventbatcher.batching.source;

import org.jspecify.annotations.NullMarked;
