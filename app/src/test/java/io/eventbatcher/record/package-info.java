@NullMarked
package io.eventbatcher.record;

import org.jspecify.annotations.NullMarked;
