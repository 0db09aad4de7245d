package io.eventbatcher.sandbox.torture.run;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** Watches topics for new records, which are mostly not committed yet. */
final class WriteWatcher implements AutoCloseable {
    private final Admin admin;

    WriteWatcher(String bootstrapServers) {
        this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    }

    /** @throws IllegalStateException if a topic does not exist */
    void require(Collection<String> topics) throws InterruptedException {
        try {
            Set<String> missing = new TreeSet<>(topics);
            missing.removeAll(admin.listTopics().names().get());
            if (!missing.isEmpty()) {
                throw new IllegalStateException("The kit watches topics that the service does not have: " + missing
                        + ". Give it the names that they have now.");
            }
        } catch (ExecutionException away) {
            throw new IllegalStateException("The broker does not tell its topics.", away.getCause());
        }
    }

    /**
     * Returns at the next record in any of the topics, or after the patience.
     *
     * @param pause between two looks; none for the shortest delay
     * @return true for a record
     */
    boolean awaitNext(List<String> topics, Duration patience, Duration pause) throws InterruptedException {
        try {
            long end = System.nanoTime() + patience.toNanos();
            Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
            for (TopicDescription topic :
                    admin.describeTopics(topics).allTopicNames().get().values()) {
                topic.partitions()
                        .forEach(partition -> latest.put(
                                new TopicPartition(topic.name(), partition.partition()), OffsetSpec.latest()));
            }
            long before = written(latest);
            boolean written = false;
            while (!written && System.nanoTime() < end) {
                TimeUnit.NANOSECONDS.sleep(pause.toNanos());
                written = written(latest) != before;
            }
            return written;
        } catch (ExecutionException away) {
            // without the broker, any moment will do
            return true;
        }
    }

    private long written(Map<TopicPartition, OffsetSpec> latest) throws ExecutionException, InterruptedException {
        return admin
                .listOffsets(latest, new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
                .all()
                .get()
                .values()
                .stream()
                .mapToLong(of -> of.offset())
                .sum();
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
