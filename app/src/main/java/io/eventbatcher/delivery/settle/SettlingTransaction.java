package io.eventbatcher.delivery.settle;

import io.eventbatcher.config.TopicSettings;
import io.eventbatcher.deadletter.DeadLetter;
import io.eventbatcher.delivery.lane.Lane;
import io.eventbatcher.delivery.lane.SettledItems;
import io.eventbatcher.delivery.lane.Settlement;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** One transaction: receipts, dead letters, ledger entries and offsets of the lanes to settle. */
final class SettlingTransaction {
    private final Producer<byte[], byte[]> producer;
    private final TopicSettings topics;

    SettlingTransaction(Producer<byte[], byte[]> producer, TopicSettings topics) {
        this.producer = producer;
        this.topics = topics;
    }

    /** Writes and commits; a record that fails makes the commit fail. */
    void commit(Map<Lane, Settlement> due, ConsumerGroupMetadata group) {
        producer.beginTransaction();
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        due.forEach((lane, settlement) -> {
            settlement.items().forEach(this::write);
            if (!settlement.items().isEmpty()) {
                byte[] tally = settlement.offsetMetadata().tally().toBytes();
                send(new ProducerRecord<>(topics.ledger(), lane.account().toBytes(), tally));
            }
            offsets.put(partition(lane, topics), settlement.toCommit());
        });
        producer.sendOffsetsToTransaction(offsets, group);
        producer.commitTransaction();
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
        var unused = producer.send(outgoing);
    }
}
