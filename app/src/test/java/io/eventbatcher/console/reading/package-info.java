@NullMarked
package io.eventbatcher.console.reading;

import org.jspecify.annotations.NullMarked;
