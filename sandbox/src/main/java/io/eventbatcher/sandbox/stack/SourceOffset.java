package io.eventbatcher.sandbox.stack;

import io.eventbatcher.deadletter.DeadLetterHeader;
import org.apache.kafka.common.header.Headers;

/** The place of a published record. */
public record SourceOffset(String topic, int partition, long offset) {
    /** The source record of a dead letter. */
    public static SourceOffset of(Headers letter) {
        return new SourceOffset(
                DeadLetterHeader.ERRORS_TOPIC.in(letter).orElse(""),
                Integer.parseInt(DeadLetterHeader.ERRORS_PARTITION.in(letter).orElse("-1")),
                Long.parseLong(DeadLetterHeader.ERRORS_OFFSET.in(letter).orElse("-1")));
    }

    @Override
    public String toString() {
        return topic + '-' + partition + '@' + offset;
    }
}
