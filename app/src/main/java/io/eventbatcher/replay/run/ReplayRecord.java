package io.eventbatcher.replay.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.eventbatcher.deadletter.DeadLetterHeader;
import io.eventbatcher.record.Origin;
import io.eventbatcher.replay.letter.StoredLetter;
import io.eventbatcher.route.Route;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** The record of the replay topic that a letter becomes: key, value and headers of the letter, and the letter's id as the replay's id. */
final class ReplayRecord {
    private ReplayRecord() {}

    /**
     * The replay of a letter. Letters of a route that keeps order go to a partition by their source partition.
     *
     * @param partitions the number of partitions of the replay topic
     */
    @SuppressWarnings("NullAway") // a record may lack key, value and partition
    static ProducerRecord<byte[], byte[]> of(StoredLetter letter, Route route, String topic, int partitions) {
        Origin origin = letter.origin();
        Headers headers = new RecordHeaders(letter.entry().headers().toArray());
        complete(headers, DeadLetterHeader.ROUTE, route.label());
        complete(headers, DeadLetterHeader.ERRORS_TOPIC, origin.topic());
        complete(headers, DeadLetterHeader.ERRORS_PARTITION, Integer.toString(origin.partition()));
        complete(headers, DeadLetterHeader.ERRORS_OFFSET, Long.toString(origin.offset()));
        complete(headers, DeadLetterHeader.ORIGINAL_TIMESTAMP, Long.toString(Math.max(0, origin.timestamp())));
        complete(headers, DeadLetterHeader.REPLAYS, Integer.toString(letter.replays()));
        complete(headers, DeadLetterHeader.REPLAY_ID, letter.id().toString());
        @Nullable
        Integer partition = route.ordered()
                ? Math.floorMod((origin.topic() + '/' + origin.partition()).hashCode(), partitions)
                : null;
        return new ProducerRecord<>(
                topic, partition, null, letter.entry().key(), letter.entry().value(), headers);
    }

    /** A letter of Kafka's own handlers lacks headers of ours, and a letter by hand may lack them all. */
    private static void complete(Headers headers, DeadLetterHeader header, String text) {
        if (header.in(headers).filter(text::equals).isEmpty()) {
            headers.remove(header.key());
            headers.add(header.key(), text.getBytes(UTF_8));
        }
    }
}
