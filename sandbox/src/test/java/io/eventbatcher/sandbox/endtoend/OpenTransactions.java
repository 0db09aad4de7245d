package io.eventbatcher.sandbox.endtoend;

import io.eventbatcher.sandbox.stack.EmbeddedStack;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** Sees from outside that a transaction has written to a topic and is not yet committed: its end is not the same for all readers. */
final class OpenTransactions implements AutoCloseable {
    private final Admin admin;

    OpenTransactions(EmbeddedStack stack) {
        this.admin = Admin.create(Map.of("bootstrap.servers", stack.broker().bootstrapServers()));
    }

    boolean on(String topic) throws InterruptedException {
        try {
            TopicDescription described = Objects.requireNonNull(
                    admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic));
            int partitions = described.partitions().size();
            long committed = end(topic, partitions, IsolationLevel.READ_COMMITTED);
            return end(topic, partitions, IsolationLevel.READ_UNCOMMITTED) > committed;
        } catch (ExecutionException failure) {
            throw new IllegalStateException("The broker does not tell the end of " + topic, failure.getCause());
        }
    }

    private long end(String topic, int partitions, IsolationLevel isolation)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        for (int i = 0; i < partitions; i++) {
            latest.put(new TopicPartition(topic, i), OffsetSpec.latest());
        }
        return admin.listOffsets(latest, new ListOffsetsOptions(isolation)).all().get().values().stream()
                .mapToLong(of -> of.offset())
                .sum();
    }

    @Override
    public void close() {
        admin.close();
    }
}
