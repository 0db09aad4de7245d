package io.eventbatcher.sandbox.torture.evidence;

import io.eventbatcher.deadletter.DeadLetterHeader;
import org.apache.kafka.common.header.Headers;

/** Where a record was published. */
public record SourceOffset(String topic, int partition, long offset) {
    /** Of what a dead letter once was. */
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
