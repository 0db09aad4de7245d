/**
 * Reading a topic from a time to its present end, without a group, in constant memory. Touches Kafka's consumer and the settings; knows no
 * dead letters.
 */
@NullMarked
package io.eventbatcher.replay.scan;

import org.jspecify.annotations.NullMarked;
