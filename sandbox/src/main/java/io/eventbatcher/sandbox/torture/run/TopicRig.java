package io.eventbatcher.sandbox.torture.run;

import io.eventbatcher.config.Settings;
import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.stack.GroupLag;
import io.eventbatcher.sandbox.stack.SourceOffset;
import io.eventbatcher.sandbox.torture.evidence.Publication;
import io.eventbatcher.sandbox.torture.traffic.Publisher;
import io.eventbatcher.sandbox.torture.traffic.Strays;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/** The faults of topics. Calls last until the fault is over. Used by one thread at a time. */
public final class TopicRig implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration NOTICED = Duration.ofSeconds(4);
    private static final long LOOK_MILLIS = 100;
    private static final long ANSWER_SECONDS = 20;
    private static final int HEAD = 3;
    private static final int LEFT_OF = 4;
    /** Less than any dead letter, and more than a transaction's marker (78 bytes): a marker refused leaves the transaction open for good. */
    private static final String TINY = "160";

    private final String bootstrapServers;
    private final Settings settings;
    private final String behavioral;
    private final Publisher publisher;
    private final Strays strays;
    private final Fleet fleet;
    private final Admin admin;
    private final GroupLag lag;
    private final Set<SourceOffset> deletedUnread = new HashSet<>();
    private int generation = 1;
    private int expiries;

    public TopicRig(String bootstrapServers, Settings settings, Publisher publisher, Strays strays, Fleet fleet) {
        this.bootstrapServers = bootstrapServers;
        this.settings = settings;
        this.behavioral = settings.route(Route.BEHAVIORAL).topic();
        this.publisher = publisher;
        this.strays = strays;
        this.fleet = fleet;
        this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
        this.lag = new GroupLag(admin);
    }

    /** One of the methods here. Returns false if the service did not come so far that the fault makes sense. */
    public interface Fault {
        boolean befalls(TopicRig topics) throws InterruptedException, ExecutionException, TimeoutException;
    }

    /** Keeps the first offsets of the topic free, because a topic created again must not use the offset of another event again. */
    public void reserveOffsets() {
        reserveOffsets(0, Publisher.PARTITIONS);
    }

    private void reserveOffsets(int from, int to) {
        try (OffsetFiller filler = new OffsetFiller(bootstrapServers)) {
            for (int partition = from; partition < to; partition++) {
                filler.fill(new TopicPartition(behavioral, partition), 0, OffsetFiller.RESERVED);
            }
        }
    }

    boolean grow(Route route, int more) throws InterruptedException, ExecutionException, TimeoutException {
        String topic = settings.route(route).topic();
        int before = partitions(topic);
        admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(before + more)))
                .all()
                .get(ANSWER_SECONDS, TimeUnit.SECONDS);
        if (route == Route.BEHAVIORAL) {
            reserveOffsets(before, before + more);
            publisher.interject(strays.good(2 * more, before, more));
        }
        return true;
    }

    boolean recreate(boolean longer) throws InterruptedException, ExecutionException, TimeoutException {
        try (OffsetFiller filler = new OffsetFiller(bootstrapServers)) {
            if (!pausedAndRead()) {
                return false;
            }
            Map<TopicPartition, Long> ends = lag.ends(Set.of(behavioral));
            int partitions = ends.size();
            admin.deleteTopics(Set.of(behavioral)).all().get(ANSWER_SECONDS, TimeUnit.SECONDS);
            create(behavioral, partitions);
            generation++;
            for (TopicPartition partition : ends.keySet()) {
                filler.fill(partition, 0, OffsetFiller.firstOf(generation));
            }
            publisher.interject(strays.good(HEAD * partitions, 0, partitions));
            publisher.awaitAcknowledgements();
            if (!longer) {
                TimeUnit.MILLISECONDS.sleep(NOTICED.toMillis());
            }
            Map<TopicPartition, Long> now = lag.ends(Set.of(behavioral));
            for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
                filler.fill(end.getKey(), now.getOrDefault(end.getKey(), 0L), end.getValue());
            }
            // a record behind the fillers: the service tells unread records by offsets, and must not count fillers
            publisher.interject(strays.good(partitions, 0, partitions));
            return true;
        } finally {
            publisher.resume();
        }
    }

    /** Most of the records are deleted, the rest must be read. */
    boolean expire(int records) throws InterruptedException, ExecutionException, TimeoutException {
        try {
            if (!pausedAndRead() || !fleet.standStill(PATIENCE)) {
                return false;
            }
            TopicPartition partition = new TopicPartition(behavioral, expiries++ % Publisher.PARTITIONS);
            long read = lag.committed(settings.applicationId()).getOrDefault(partition, 0L);
            publisher.interject(strays.good(records, partition.partition(), 1));
            publisher.awaitAcknowledgements();
            long end = lag.ends(Set.of(behavioral)).getOrDefault(partition, 0L);
            long first = end - records / LEFT_OF;
            admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(first)))
                    .all()
                    .get(ANSWER_SECONDS, TimeUnit.SECONDS);
            publisher.published().stream()
                    .map(Publication::origin)
                    .filter(origin -> origin.topic().equals(behavioral)
                            && origin.partition() == partition.partition()
                            && origin.offset() >= read
                            && origin.offset() < first)
                    .forEach(deletedUnread::add);
            return true;
        } finally {
            publisher.resume();
            fleet.goOn();
        }
    }

    boolean refuseDeadLetters(Duration length) throws InterruptedException, ExecutionException, TimeoutException {
        fleet.topicsUnfit(true);
        setLargestDeadLetter(TINY);
        try {
            TimeUnit.MILLISECONDS.sleep(length.toMillis());
        } finally {
            setLargestDeadLetter(String.valueOf(settings.maxTopicRecordBytes()));
            fleet.topicsUnfit(false);
        }
        return true;
    }

    /** The records deleted up to now before any reading. */
    public Set<SourceOffset> deletedUnread() {
        return Set.copyOf(deletedUnread);
    }

    private void setLargestDeadLetter(String bytes) throws InterruptedException, ExecutionException, TimeoutException {
        ConfigResource topic =
                new ConfigResource(ConfigResource.Type.TOPIC, settings.topics().deadLetters());
        Collection<AlterConfigOp> change = List.of(new AlterConfigOp(
                new ConfigEntry(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, bytes), AlterConfigOp.OpType.SET));
        admin.incrementalAlterConfigs(Map.of(topic, change)).all().get(ANSWER_SECONDS, TimeUnit.SECONDS);
    }

    /** Pauses the load; true when the service has committed all that is published. */
    private boolean pausedAndRead() throws InterruptedException {
        publisher.pause();
        long end = System.nanoTime() + PATIENCE.toNanos();
        boolean read;
        do {
            read = lag.of(settings.applicationId(), Set.of(behavioral)).isEmpty();
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        } while (!read && System.nanoTime() < end);
        return read;
    }

    private int partitions(String topic) throws InterruptedException, ExecutionException, TimeoutException {
        return lag.ends(Set.of(topic)).size();
    }

    /** A deleted topic stays for a moment. */
    private void create(String topic, int partitions) throws InterruptedException, TimeoutException {
        NewTopic created = new NewTopic(topic, Optional.of(partitions), Optional.empty())
                .configs(new HashMap<>(
                        Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, String.valueOf(settings.maxTopicRecordBytes()))));
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            try {
                admin.createTopics(List.of(created)).all().get(ANSWER_SECONDS, TimeUnit.SECONDS);
                return;
            } catch (ExecutionException still) {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
        }
        throw new TimeoutException("The topic " + topic + " cannot be created again.");
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
