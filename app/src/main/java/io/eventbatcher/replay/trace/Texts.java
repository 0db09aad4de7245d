package io.eventbatcher.replay.trace;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Numbers and times in sentences. */
final class Texts {
    private Texts() {}

    static String events(long number) {
        return count(number, "event");
    }

    static String count(long number, String singular) {
        return String.format(Locale.ROOT, "%,d ", number) + singular + (number == 1 ? "" : "s");
    }

    /** The place of a record as {@code topic/partition/offset}. */
    static String place(ConsumerRecord<byte[], byte[]> entry) {
        return entry.topic() + '/' + entry.partition() + '/' + entry.offset();
    }

    static String time(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
