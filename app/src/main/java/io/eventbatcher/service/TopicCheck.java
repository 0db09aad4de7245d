package io.eventbatcher.service;

import io.eventbatcher.config.Settings;
import io.eventbatcher.route.Route;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.TopicConfig;

/** Compares an existing topic with the needs of the guarantees. */
final class TopicCheck {
    private final Settings settings;
    private final String name;
    private final ExistingTopic existing;
    private final List<Misfit> misfits = new ArrayList<>();

    private TopicCheck(Settings settings, String name, ExistingTopic existing) {
        this.settings = settings;
        this.name = name;
        this.existing = existing;
    }

    /**
     * A setting that does not fit.
     *
     * @param fatal true if events would be lost or stop
     * @param sentence finding and remedy, without a full stop
     */
    record Misfit(boolean fatal, String sentence) {}

    /** The misfits of the service's own topic. */
    static List<Misfit> own(Settings settings, NewTopic wanted, ExistingTopic existing) {
        TopicCheck fit = new TopicCheck(settings, wanted.name(), existing);
        boolean batches = fit.isBatches();
        if (batches) {
            fit.lanes(wanted.numPartitions());
        }
        fit.atLeast(true, TopicConfig.MAX_MESSAGE_BYTES_CONFIG, wanted);
        fit.same(true, TopicConfig.CLEANUP_POLICY_CONFIG, wanted, TopicConfig.CLEANUP_POLICY_DELETE);
        if (wanted.configs().containsKey(TopicConfig.RETENTION_MS_CONFIG)) {
            fit.atLeast(batches, TopicConfig.RETENTION_MS_CONFIG, wanted);
        }
        if (wanted.configs().containsKey(TopicConfig.RETENTION_BYTES_CONFIG)) {
            fit.atLeast(batches, TopicConfig.RETENTION_BYTES_CONFIG, wanted);
        }
        // a topic made before the broker's time was wanted serves as well, while the clocks of instances are right
        if (!TopicPlan.LOG_APPEND_TIME.equals(wanted.configs().get(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG))) {
            fit.same(false, TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, wanted, "CreateTime");
        }
        fit.allowed(true, EnumSet.of(AclOperation.READ, AclOperation.WRITE));
        if (batches) {
            // else settled batches stay
            fit.allowed(false, EnumSet.of(AclOperation.DELETE));
        }
        return fit.misfits;
    }

    /** The misfits of a source topic. */
    static List<Misfit> source(Settings settings, String name, ExistingTopic existing) {
        TopicCheck fit = new TopicCheck(settings, name, existing);
        fit.sourceSize();
        fit.allowed(true, EnumSet.of(AclOperation.READ));
        return fit.misfits;
    }

    /** The misfits of a route's repartition topic, which Kafka Streams made at an earlier start. */
    static List<Misfit> repartition(Settings settings, Route route, ExistingTopic existing) {
        TopicCheck fit = new TopicCheck(settings, TopicPlan.repartition(settings, route), existing);
        fit.lanes(settings.route(route).lanes());
        fit.allowed(true, EnumSet.of(AclOperation.READ, AclOperation.WRITE));
        fit.allowed(false, EnumSet.of(AclOperation.DELETE));
        return fit.misfits;
    }

    private boolean isBatches() {
        return settings.enabledRoutes().stream()
                .anyMatch(route -> settings.topics().batches(route).equals(name));
    }

    private void lanes(int wanted) {
        if (existing.partitions() != wanted) {
            misfits.add(new Misfit(
                    true,
                    "has " + existing.partitions() + " partitions, but " + wanted
                            + " lanes are configured; lanes can only be changed when the application is drained and its topics and state"
                            + " are made anew. Set lanes back to " + existing.partitions()));
        }
    }

    private void atLeast(boolean fatal, String setting, NewTopic wanted) {
        long least = Long.parseLong(String.valueOf(wanted.configs().get(setting)));
        Optional<Long> there = existing.setting(setting).map(Long::parseLong);
        if (there.isPresent() && unlimited(there.get()) < unlimited(least)) {
            misfits.add(new Misfit(
                    fatal,
                    "has " + setting + " " + there.get() + ", but needs "
                            + (least < 0 ? "-1, without limit" : "at least " + least) + "; " + alter(setting, least)));
        }
    }

    /** Kafka writes "no limit" as -1. */
    private static long unlimited(long value) {
        return value < 0 ? Long.MAX_VALUE : value;
    }

    private void same(boolean fatal, String setting, NewTopic wanted, String otherwise) {
        String needed = wanted.configs().getOrDefault(setting, otherwise);
        Optional<String> there = existing.setting(setting);
        if (there.isPresent() && !there.get().equals(needed)) {
            misfits.add(new Misfit(
                    fatal,
                    "has " + setting + " " + there.get() + ", but needs " + needed + "; " + alter(setting, needed)));
        }
    }

    private String alter(String setting, Object value) {
        return "kafka-configs.sh --alter --topic " + name + " --add-config " + setting + "=" + value;
    }

    private void sourceSize() {
        int most = settings.maxTopicRecordBytes();
        Optional<Long> there =
                existing.setting(TopicConfig.MAX_MESSAGE_BYTES_CONFIG).map(Long::parseLong);
        if (there.isPresent() && there.get() > most) {
            misfits.add(new Misfit(
                    true,
                    "takes records of " + there.get() + " bytes, but our own topics take " + most
                            + "; raise max-record-bytes to " + ((there.get() + 2) / 3)
                            + ", or lower the topic's max.message.bytes"));
        }
    }

    private void allowed(boolean fatal, Set<AclOperation> needed) {
        Set<AclOperation> granted = existing.description().authorizedOperations();
        // some brokers do not tell the permissions
        if (granted != null
                && !granted.isEmpty()
                && !granted.contains(AclOperation.ALL)
                && !granted.containsAll(needed)) {
            Set<AclOperation> missing = EnumSet.copyOf(needed);
            missing.removeAll(granted);
            misfits.add(new Misfit(fatal, "does not allow us to " + missing + "; grant it to our user"));
        }
    }
}
