package io.eventbatcher.sandbox.torture;

import io.eventbatcher.deadletter.DeadLetterHeader;
import org.apache.kafka.common.header.Headers;

/** Where a record was published. */
record Origin(String topic, int partition, long offset) {
    /** Of what a dead letter once was. */
    static Origin of(Headers letter) {
        return new Origin(
                DeadLetterHeader.ERRORS_TOPIC.in(letter).orElse(""),
                Integer.parseInt(DeadLetterHeader.ERRORS_PARTITION.in(letter).orElse("-1")),
                Long.parseLong(DeadLetterHeader.ERRORS_OFFSET.in(letter).orElse("-1")));
    }

    @Override
    public String toString() {
        return topic + '-' + partition + '@' + offset;
    }
}
