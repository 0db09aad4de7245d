@NullMarked
package io.eventbatcher.deadletter;

import org.jspecify.annotations.NullMarked;
