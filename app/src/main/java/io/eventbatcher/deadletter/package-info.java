/** Dead letters: why an event will never be taken, and the record that says so beside the original bytes. */
@NullMarked
package io.eventbatcher.deadletter;

import org.jspecify.annotations.NullMarked;
