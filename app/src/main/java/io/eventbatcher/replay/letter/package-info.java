/**
 * A stored dead letter, and the questions that its headers alone answer: filters, groups of one kind, the remedy. Touches records of Kafka's
 * consumer and the names of headers; reads no topic.
 */
@NullMarked
package io.eventbatcher.replay.letter;

import org.jspecify.annotations.NullMarked;
