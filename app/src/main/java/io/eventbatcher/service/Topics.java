package io.eventbatcher.service;

import io.eventbatcher.config.ConfigurationException;
import io.eventbatcher.config.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Creates and checks the topics that the service needs. */
public final class Topics {
    private static final Duration USABLE_WITHIN = Duration.ofSeconds(30);
    private static final Duration LOOK_AGAIN_AFTER = Duration.ofMillis(20);

    private Topics() {}

    /** Creates missing topics, and returns the names of the created ones. */
    public static List<String> createMissing(Admin admin, Collection<NewTopic> wanted) {
        List<String> created = new ArrayList<>();
        admin.createTopics(wanted)
                .values()
                .forEach((name, future) -> ExistingTopic.unless(
                                TopicExistsException.class, future.thenApply(nothing -> name), "create topic " + name)
                        .ifPresent(created::add));
        long deadline = System.nanoTime() + USABLE_WITHIN.toNanos();
        Set<String> names = wanted.stream().map(NewTopic::name).collect(Collectors.toSet());
        await(() -> ExistingTopic.at(admin, names).size() == names.size(), deadline, names, "do not list");
        await(() -> served(admin, created), deadline, created, "do not serve");
        return created;
    }

    /** Waits for the brokers, because a broker learns of a new topic a moment after the controller. */
    private static void await(BooleanSupplier usable, long deadline, Collection<String> names, String yet) {
        while (!usable.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new KafkaException(
                        "The topics " + new TreeSet<>(names) + " were created, but the brokers " + yet + " them all.");
            }
            LockSupport.parkNanos(LOOK_AGAIN_AFTER.toNanos());
        }
    }

    /**
     * True if the leaders of all partitions take requests. Brokers name a leader a moment before the leader is ready. An idempotent
     * producer that writes in between has its first request refused and the second taken, and waits for two minutes, because the
     * sequence is broken.
     */
    private static boolean served(Admin admin, Collection<String> names) {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        ExistingTopic.at(admin, names)
                .forEach((name, existing) -> IntStream.range(0, existing.partitions())
                        .forEach(partition -> ends.put(new TopicPartition(name, partition), OffsetSpec.latest())));
        return ExistingTopic.unless(
                        UnknownTopicOrPartitionException.class,
                        admin.listOffsets(ends).all(),
                        "reach new topics")
                .isPresent();
    }

    /**
     * Checks that every topic exists and would neither lose nor stop events.
     *
     * @throws ConfigurationException with a sentence for each missing or unfit topic
     */
    public static void check(Admin admin, Settings settings) {
        List<String> findings = new ArrayList<>();
        for (TopicStatus status : TopicStatus.all(admin, settings, Optional.empty())) {
            // only commands of operators use the topic of resolutions, and 'event-batcher topics' creates it
            if (status.existing().isEmpty()
                    && !status.name().equals(settings.topics().resolutions())) {
                findings.add("The topic " + status.name() + " does not exist; " + status.remedy() + ".");
            }
            status.misfits().stream()
                    .filter(TopicCheck.Misfit::fatal)
                    .forEach(misfit -> findings.add("The topic " + status.name() + " " + misfit.sentence() + "."));
        }
        if (!findings.isEmpty()) {
            throw new ConfigurationException(findings);
        }
    }

    /**
     * The cluster's id, after the topics were checked.
     *
     * @throws ConfigurationException if a topic is missing or does not fit
     */
    static String checkedCluster(Settings settings) {
        try (Admin admin = KafkaClients.admin(settings)) {
            IngestPartitions.growIfAllowed(admin, settings);
            check(admin, settings);
            return admin.describeCluster().clusterId().get();
        } catch (ExecutionException failure) {
            throw new KafkaException("The cluster did not say its id: " + failure.getMessage(), failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new KafkaException("Interrupted while asking for the cluster's id", interrupted);
        }
    }
}
