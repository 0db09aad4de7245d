package io.eventbatcher.delivery.settle;

import io.eventbatcher.health.SupervisedLoop;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes settled batches from their topics, up to the committed offsets. The topics have no retention, because an unsettled batch must
 * stay however long. A thread of the purger's own does the work: the poll thread must not wait. After a failure the disk only fills
 * up a little more.
 */
public final class BatchPurger implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BatchPurger.class);
    private static final Duration CLOSE_BOUND = Duration.ofSeconds(1);

    private final Supplier<Admin> admins;
    private final Map<TopicPartition, Long> purged = new HashMap<>();
    private volatile @Nullable SupervisedLoop loop;
    private @Nullable Admin admin;
    private boolean failing;
    private volatile Map<TopicPartition, Long> committed = Map.of();

    public BatchPurger(Supplier<Admin> admins) {
        this.admins = admins;
    }

    public void start(Duration interval) {
        loop = SupervisedLoop.every(interval, "the purge of settled batches", "delivery-purge", this::purge);
    }

    /** The trouble of the purger's own thread, as a clause; a purge that Kafka refuses is none. */
    public Optional<String> trouble() {
        SupervisedLoop started = loop;
        return started == null ? Optional.empty() : started.trouble();
    }

    /**
     * Notes the committed offsets. Any thread.
     *
     * @param offsets of all assigned lanes
     */
    public void committed(Map<TopicPartition, Long> offsets) {
        committed = Map.copyOf(offsets);
    }

    /** Deletes batches settled since the last purge. */
    public void purge() {
        Map<TopicPartition, Long> due = new HashMap<>(committed);
        due.entrySet().removeIf(lane -> lane.getValue() <= purged.getOrDefault(lane.getKey(), 0L));
        if (due.isEmpty()) {
            return;
        }
        try {
            Map<TopicPartition, RecordsToDelete> before = new HashMap<>();
            due.forEach((lane, offset) -> before.put(lane, RecordsToDelete.beforeOffset(offset)));
            ready().deleteRecords(before).all().get();
            purged.putAll(due);
            failing = false;
        } catch (ExecutionException | KafkaException failure) {
            warn(failure);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private Admin ready() {
        if (admin == null) {
            admin = admins.get();
        }
        return admin;
    }

    private void warn(Exception failure) {
        // once, not at each interval: an outage or a missing right lasts
        if (!failing) {
            LOG.atWarn()
                    .addKeyValue("cause", String.valueOf(failure.getMessage()))
                    .log(
                            "Settled batches could not be deleted from their topics; it is tried again, and nothing else waits"
                                    + " for it. The instance's principal needs the right to delete from the batches topics.");
        }
        failing = true;
    }

    @Override
    public void close() {
        SupervisedLoop started = loop;
        if (started != null) {
            started.close();
        }
        if (admin != null) {
            admin.close(CLOSE_BOUND);
        }
    }
}
