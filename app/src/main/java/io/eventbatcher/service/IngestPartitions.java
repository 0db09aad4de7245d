package io.eventbatcher.service;

import io.eventbatcher.config.Settings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidPartitionsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The partitions of ingest's own topics. Kafka Streams starts no thread unless the changelogs of ingest have as many partitions as the widest
 * source topic, and producers may add partitions to a source topic, or make the topic anew with fewer. Changelogs and the replay topic belong to
 * ingest, and follow.
 */
final class IngestPartitions {
    private static final Logger LOG = LoggerFactory.getLogger(IngestPartitions.class);

    private final Settings settings;
    private final Map<String, Integer> partitions;

    private IngestPartitions(Settings settings, Map<String, Integer> partitions) {
        this.settings = settings;
        this.partitions = partitions;
    }

    /** @param partitions the number of partitions of every existing topic of ingest, read or kept */
    static IngestPartitions of(Settings settings, Map<String, Integer> partitions) {
        return new IngestPartitions(settings, partitions);
    }

    /**
     * As the brokers tell now.
     *
     * @throws KafkaException if the brokers do not tell
     */
    static IngestPartitions at(Admin admin, Settings settings) {
        Map<String, Integer> partitions = new HashMap<>();
        List<String> all = new ArrayList<>(settings.ingestTopics());
        all.addAll(TopicPlan.ingestChangelogs(settings));
        ExistingTopic.described(admin, all)
                .forEach(
                        (name, topic) -> partitions.put(name, topic.partitions().size()));
        return of(settings, partitions);
    }

    /** The topics in need of more partitions, with the number needed. */
    Map<String, Integer> missing() {
        Map<String, Integer> missing = new LinkedHashMap<>();
        List<String> changelogs = TopicPlan.ingestChangelogs(settings).stream()
                .filter(partitions::containsKey)
                .toList();
        int kept = changelogs.stream().mapToInt(this::partitions).max().orElse(0);
        int read = settings.ingestTopics().stream()
                .mapToInt(this::partitions)
                .max()
                .orElse(0);
        int needed = Math.max(kept, read);
        changelogs.stream()
                .filter(changelog -> partitions(changelog) < needed)
                .forEach(changelog -> missing.put(changelog, needed));
        String replays = settings.topics().replays();
        if (kept > read && partitions.containsKey(replays)) {
            missing.put(replays, kept);
        }
        return missing;
    }

    private int partitions(String topic) {
        return partitions.getOrDefault(topic, 0);
    }

    /** The reason why a topic needs more partitions, and the remedy; without a full stop. */
    String sentence(String topic, int needed) {
        return "has " + partitions(topic) + " partitions and needs " + needed + ", because "
                + (topic.equals(settings.topics().replays())
                        ? "the changelogs of ingest have as many and no source topic has"
                        : "a source topic or another changelog of ingest has as many")
                + "; a running service adds them, and so does 'event-batcher topics'";
    }

    /** Adds missing partitions; none if the brokers refuse, because a later check names the topic. */
    static Map<String, Integer> growIfAllowed(Admin admin, Settings settings) {
        try {
            return at(admin, settings).grow(admin);
        } catch (KafkaException refused) {
            LOG.atDebug().setCause(refused).log("The brokers do not let ingest's own topics grow.");
            return Map.of();
        }
    }

    /**
     * Adds missing partitions.
     *
     * @return the grown topics, with their partitions now
     * @throws KafkaException if the brokers refuse
     */
    Map<String, Integer> grow(Admin admin) {
        Map<String, Integer> missing = missing();
        if (missing.isEmpty()) {
            return Map.of();
        }
        Map<String, NewPartitions> wanted = new HashMap<>();
        missing.forEach((topic, needed) -> wanted.put(topic, NewPartitions.increaseTo(needed)));
        Map<String, Integer> grown = new TreeMap<>();
        admin.createPartitions(wanted)
                .values()
                .forEach((topic, future) -> ExistingTopic.unless(
                                // another instance was faster
                                InvalidPartitionsException.class,
                                future.thenApply(nothing -> topic),
                                "add partitions to the topic " + topic)
                        .ifPresent(name -> grown.put(
                                name, Objects.requireNonNull(wanted.get(name)).totalCount())));
        return Collections.unmodifiableMap(grown);
    }
}
