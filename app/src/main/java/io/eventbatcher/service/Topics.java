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
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Creates and checks the topics that the service needs. */
public final class Topics {
    private static final Duration USABLE_WITHIN = Duration.ofSeconds(30);
    private static final Duration LOOK_AGAIN_AFTER = Duration.ofMillis(20);

    private Topics() {}

    /** Creates those that do not exist yet, and returns their names. */
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

    /** The controller has said yes, but a broker may learn of it a moment later; until then it would deny that they exist. */
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
     * Whether the leaders of all partitions take requests, of which to tell the end is one. Brokers name a leader a moment before it
     * does; an idempotent producer that writes in between has its first request refused and the next one taken, and waits for two
     * minutes, because they are out of sequence from then on.
     */
    private static boolean served(Admin admin, Collection<String> names) {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        ExistingTopic.at(admin, names)
                .forEach((name, look) -> IntStream.range(0, look.partitions())
                        .forEach(partition -> ends.put(new TopicPartition(name, partition), OffsetSpec.latest())));
        return ExistingTopic.unless(
                        UnknownTopicOrPartitionException.class,
                        admin.listOffsets(ends).all(),
                        "reach new topics")
                .isPresent();
    }

    /**
     * Checks that every topic is there and that none would lose or stop events.
     *
     * @throws ConfigurationException with one sentence for each topic that is missing or does not fit
     */
    public static Map<String, TopicDescription> check(Admin admin, Settings settings) {
        List<String> findings = new ArrayList<>();
        Map<String, TopicDescription> there = new HashMap<>();
        for (TopicStatus standing : TopicStatus.all(admin, settings, Optional.empty())) {
            standing.look().ifPresent(look -> there.put(standing.name(), look.description()));
            if (standing.look().isEmpty()) {
                findings.add("The topic " + standing.name() + " does not exist; " + standing.remedy() + ".");
            }
            standing.misfits().stream()
                    .filter(TopicCheck.Misfit::fatal)
                    .forEach(misfit -> findings.add("The topic " + standing.name() + " " + misfit.sentence() + "."));
        }
        if (!findings.isEmpty()) {
            throw new ConfigurationException(findings);
        }
        return there;
    }
}
