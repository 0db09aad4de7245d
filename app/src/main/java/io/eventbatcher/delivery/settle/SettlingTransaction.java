package io.eventbatcher.delivery.settle;

import io.eventbatcher.config.TopicSettings;
import io.eventbatcher.deadletter.DeadLetter;
import io.eventbatcher.delivery.lane.Lane;
import io.eventbatcher.delivery.lane.SettledItems;
import io.eventbatcher.delivery.lane.Settlement;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** One transaction: receipts, dead letters, ledger entries and offsets of the lanes to settle. */
final class SettlingTransaction {
    private final Producer<byte[], byte[]> producer;
    private final TopicSettings topics;
    /** Set by the producer's thread. */
    private final AtomicReference<@Nullable Refusal> refusal = new AtomicReference<>();
    /** Set by the producer's thread. */
    private final AtomicReference<@Nullable Exception> failed = new AtomicReference<>();

    SettlingTransaction(Producer<byte[], byte[]> producer, TopicSettings topics) {
        this.producer = producer;
        this.topics = topics;
    }

    /**
     * Writes and commits.
     *
     * @throws RefusedException if Kafka refuses a part in a way that lasts; the caller aborts
     */
    void commit(Map<Lane, Settlement> due, ConsumerGroupMetadata group) {
        try {
            producer.beginTransaction();
            Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
            due.forEach((lane, settlement) -> {
                write(lane, settlement);
                offsets.put(partition(lane, topics), settlement.toCommit());
            });
            producer.sendOffsetsToTransaction(offsets, group);
            producer.commitTransaction();
        } catch (KafkaException failure) {
            Refusal found = Optional.ofNullable(refusal.get())
                    .or(() -> Refusal.in(null, failure))
                    .orElseThrow(() -> failure);
            throw new RefusedException(found, failure);
        }
    }

    void abort() {
        try {
            producer.abortTransaction();
        } catch (IllegalStateException unfit) {
            throw new KafkaException("The producer cannot abort; the next one does.", unfit);
        }
    }

    private void write(Lane lane, Settlement settlement) {
        settlement.items().forEach(this::write);
        if (!settlement.items().isEmpty()) {
            byte[] tally = settlement.offsetMetadata().tally().toBytes();
            send(new ProducerRecord<>(topics.ledger(), lane.account().toBytes(), tally));
        }
    }

    static TopicPartition partition(Lane lane, TopicSettings topics) {
        return new TopicPartition(topics.batches(lane.route()), lane.number());
    }

    private void write(SettledItems items) {
        byte[] batchId = items.batch().id().getBytes(StandardCharsets.UTF_8);
        send(new ProducerRecord<>(topics.receipts(), batchId, items.receipt().toBytes()));
        for (DeadLetter letter : items.deadLetters()) {
            send(new ProducerRecord<>(
                    topics.deadLetters(),
                    null,
                    letter.source().key(),
                    letter.source().value(),
                    letter.headers()));
        }
    }

    private void send(ProducerRecord<byte[], byte[]> outgoing) {
        var unused = producer.send(outgoing, (written, failure) -> {
            if (failure != null) {
                failed(outgoing.topic(), failure);
            }
        });
        Exception failure = failed.get();
        if (failure != null) {
            // each further record for a topic that does not exist would hold up the poll thread
            throw new KafkaException("A record could not be sent.", failure);
        }
    }

    /** The first refusal is the cause; later failures tell of the transaction only. */
    private void failed(String topic, Exception failure) {
        Refusal.in(topic, failure).ifPresent(found -> refusal.compareAndSet(null, found));
        failed.compareAndSet(null, failure);
    }
}
