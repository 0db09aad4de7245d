package io.eventbatcher.sandbox.torture.run;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Takes offsets with records of aborted transactions, which nobody reads. */
final class OffsetFiller implements AutoCloseable {
    /** The first offsets of a topic, for the records at the beginning of later topics of the same name. */
    static final long RESERVED = 1_000;

    private static final long OF_ONE_TOPIC = 50;
    private static final byte[] NOTHING = {0};

    private final Producer<byte[], byte[]> producer;

    OffsetFiller(String bootstrapServers) {
        this.producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "transactional.id",
                        "offset-filler",
                        "compression.type",
                        "lz4",
                        "linger.ms",
                        20,
                        // a new topic that took the second request first would refuse the first for good
                        "max.in.flight.requests.per.connection",
                        1),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        producer.initTransactions();
    }

    /** The first offset for the records of the second, third … topic of a name. */
    static long firstOf(int generation) {
        return (generation - 2) * OF_ONE_TOPIC;
    }

    /** Fills a partition so that its end is {@code to}, or the next after it. */
    void fill(TopicPartition partition, long from, long to) {
        if (to <= from) {
            return;
        }
        producer.beginTransaction();
        // the marker takes the last offset
        for (long offset = from; offset < Math.max(to - 1, from + 1); offset++) {
            // the flush tells a failure
            var unused = producer.send(
                    new ProducerRecord<>(partition.topic(), partition.partition(), null, NOTHING, NOTHING));
        }
        producer.flush();
        producer.abortTransaction();
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
