/**
 * Dead letters: the reason of an event's death, and its record with the original bytes. Touches the encodings of records and Kafka's headers; writes
 * nothing itself.
 */
@NullMarked
package io.eventbatcher.deadletter;

import org.jspecify.annotations.NullMarked;
