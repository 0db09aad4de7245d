@NullMarked
package io.eventbatcher.tracing;

import org.jspecify.annotations.NullMarked;
