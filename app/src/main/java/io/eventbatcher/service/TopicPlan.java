package io.eventbatcher.service;

import io.eventbatcher.config.Settings;
import io.eventbatcher.route.Route;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/** The topics of a configuration, with the settings behind the guarantees. The table is in docs/architecture.md. */
public final class TopicPlan {
    private static final String HOUR = String.valueOf(60L * 60 * 1000);
    private static final String DAY = String.valueOf(24L * 60 * 60 * 1000);
    private static final String WEEK = String.valueOf(7L * 24 * 60 * 60 * 1000);
    private static final String NINETY_DAYS = String.valueOf(90L * 24 * 60 * 60 * 1000);
    private static final String THIRTY_DAYS = String.valueOf(30L * 24 * 60 * 60 * 1000);

    /** The broker's time in place of the writer's. */
    static final String LOG_APPEND_TIME = "LogAppendTime";

    private TopicPlan() {}

    /**
     * The service's own topics, without source topics.
     *
     * @param replicationFactor empty for the broker's default
     */
    public static List<NewTopic> own(Settings settings, Optional<Short> replicationFactor) {
        List<NewTopic> topics = new ArrayList<>();
        for (Route route : settings.enabledRoutes()) {
            // kept until delivery has settled the batches
            topics.add(topic(
                    settings,
                    settings.topics().batches(route),
                    settings.route(route).lanes(),
                    replicationFactor,
                    Map.of(TopicConfig.RETENTION_MS_CONFIG, "-1", TopicConfig.RETENTION_BYTES_CONFIG, "-1")));
        }
        topics.add(topic(
                settings,
                settings.topics().deadLetters(),
                4,
                replicationFactor,
                Map.of(TopicConfig.RETENTION_MS_CONFIG, THIRTY_DAYS, TopicConfig.RETENTION_BYTES_CONFIG, "-1")));
        // outlives the letters, so that no letter is ever without its mark
        topics.add(topic(
                settings,
                settings.topics().resolutions(),
                4,
                replicationFactor,
                Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_COMPACT + "," + TopicConfig.CLEANUP_POLICY_DELETE,
                        TopicConfig.RETENTION_MS_CONFIG,
                        NINETY_DAYS,
                        TopicConfig.RETENTION_BYTES_CONFIG,
                        "-1")));
        topics.add(topic(
                settings,
                settings.topics().replays(),
                4,
                replicationFactor,
                Map.of(TopicConfig.RETENTION_MS_CONFIG, WEEK)));
        topics.add(topic(
                settings,
                settings.topics().receipts(),
                4,
                replicationFactor,
                Map.of(TopicConfig.RETENTION_MS_CONFIG, WEEK)));
        Map<String, String> compacted = Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                TopicConfig.CLEANUP_POLICY_COMPACT,
                TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG,
                DAY);
        topics.add(topic(settings, settings.topics().ledger(), 1, replicationFactor, compacted));
        // the broker tells when an instance was heard last, because an instance's clock may be wrong
        Map<String, String> heard = new HashMap<>(compacted);
        heard.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, LOG_APPEND_TIME);
        topics.add(topic(settings, settings.topics().lanes(), 1, replicationFactor, heard));
        // one partition, because everybody reads all; short-lived, because nobody reads what is old
        topics.add(topic(
                settings,
                settings.topics().rates(),
                1,
                replicationFactor,
                Map.of(TopicConfig.RETENTION_MS_CONFIG, HOUR, TopicConfig.SEGMENT_MS_CONFIG, HOUR)));
        return topics;
    }

    /** Source topics for a sandbox. In production, producers create source topics. */
    public static List<NewTopic> sources(Settings settings, int partitions) {
        return sources(settings, partitions, Optional.empty());
    }

    /** Source topics with a number of copies; empty for the default of the broker. */
    static List<NewTopic> sources(Settings settings, int partitions, Optional<Short> replicationFactor) {
        List<NewTopic> topics = new ArrayList<>();
        for (Route route : settings.enabledRoutes()) {
            topics.add(topic(settings, settings.route(route).topic(), partitions, replicationFactor, Map.of()));
        }
        return topics;
    }

    /** The topic with which Kafka Streams brings the events of an identity into the same lane. */
    public static String repartition(Settings settings, Route route) {
        return settings.applicationId() + "-" + route.label() + "-repartition";
    }

    /** The changelogs of ingest's stores, with a partition for each task. */
    static List<String> ingestChangelogs(Settings settings) {
        return Stream.of("ingest-tallies", "ingest-waiting")
                .map(store -> settings.applicationId() + "-" + store + "-changelog")
                .toList();
    }

    private static NewTopic topic(
            Settings settings,
            String name,
            int partitions,
            Optional<Short> replicationFactor,
            Map<String, String> configuration) {
        Map<String, String> all = new HashMap<>(configuration);
        all.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, String.valueOf(settings.maxTopicRecordBytes()));
        // Our clocks decide what is old, never a producer's timestamp.
        all.putIfAbsent(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "CreateTime");
        return new NewTopic(name, Optional.of(partitions), replicationFactor).configs(all);
    }
}
