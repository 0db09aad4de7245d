package io.eventbatcher.service;

import io.eventbatcher.config.ConfigurationException;
import io.eventbatcher.config.Settings;
import io.eventbatcher.route.Route;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Creates and checks the topics that the service needs. */
public final class Topics {
    private static final Duration VISIBLE_WITHIN = Duration.ofSeconds(30);
    private static final Duration LOOK_AGAIN_AFTER = Duration.ofMillis(20);

    private Topics() {}

    /** Creates those that do not exist yet, and returns their names. */
    public static List<String> createMissing(Admin admin, Collection<NewTopic> wanted) {
        List<String> created = new ArrayList<>();
        admin.createTopics(wanted)
                .values()
                .forEach((name, result) -> result(
                                result.thenApply(nothing -> name), "create topic " + name, TopicExistsException.class)
                        .ifPresent(created::add));
        awaitVisible(admin, wanted);
        return created;
    }

    /** The controller has said yes, but a broker may learn of it a moment later; until then it would deny that they exist. */
    private static void awaitVisible(Admin admin, Collection<NewTopic> wanted) {
        Set<String> names = wanted.stream().map(NewTopic::name).collect(Collectors.toSet());
        long deadline = System.nanoTime() + VISIBLE_WITHIN.toNanos();
        while (describe(admin, names).size() < names.size()) {
            if (System.nanoTime() > deadline) {
                throw new KafkaException(
                        "The topics " + new TreeSet<>(names) + " were created, but the brokers do not list them all.");
            }
            LockSupport.parkNanos(LOOK_AGAIN_AFTER.toNanos());
        }
    }

    /**
     * Checks that every topic is there and has the right number of lanes.
     *
     * @throws ConfigurationException with one sentence for each topic that is missing or does not fit
     */
    public static Map<String, TopicDescription> check(Admin admin, Settings settings) {
        Map<String, String> remedies = new TreeMap<>();
        for (NewTopic own : TopicPlan.own(settings, Optional.empty())) {
            remedies.put(own.name(), "create it with 'event-batcher topics'.");
        }
        Map<String, Integer> lanes = new HashMap<>();
        for (Route route : settings.enabledRoutes()) {
            remedies.put(
                    settings.route(route).topic(),
                    "its producers create it; or name another one as routes." + route.label() + ".topic, or set routes."
                            + route.label() + ".enabled to false.");
            lanes.put(settings.topics().batches(route), settings.route(route).lanes());
        }
        Map<String, TopicDescription> there = describe(admin, remedies.keySet());
        List<String> findings = new ArrayList<>();
        remedies.forEach((topic, remedy) -> {
            if (!there.containsKey(topic)) {
                findings.add("The topic " + topic + " does not exist; " + remedy);
            }
        });
        lanes.forEach((topic, count) -> {
            TopicDescription description = there.get(topic);
            if (description != null && description.partitions().size() != count) {
                findings.add("The topic " + topic + " has "
                        + description.partitions().size() + " partitions, but " + count
                        + " lanes are configured; lanes can only be changed when the application is drained and its topics "
                        + "and state are made anew. Set lanes back to "
                        + description.partitions().size() + ".");
            }
        });
        if (!findings.isEmpty()) {
            throw new ConfigurationException(findings);
        }
        return there;
    }

    private static Map<String, TopicDescription> describe(Admin admin, Set<String> names) {
        Map<String, TopicDescription> there = new HashMap<>();
        admin.describeTopics(names)
                .topicNameValues()
                .forEach((name, result) -> result(
                                result, "describe topic " + name, UnknownTopicOrPartitionException.class)
                        .ifPresent(description -> there.put(name, description)));
        return there;
    }

    /** What came of it, or empty for the one failure that is expected. */
    private static <T> Optional<T> result(
            KafkaFuture<T> future, String what, Class<? extends KafkaException> expected) {
        try {
            return Optional.of(future.get());
        } catch (ExecutionException failure) {
            Throwable cause = failure.getCause() == null ? failure : failure.getCause();
            if (expected.isInstance(cause)) {
                return Optional.empty();
            }
            throw new KafkaException("Could not " + what + ": " + cause.getMessage(), cause);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new KafkaException("Interrupted while waiting to " + what, interrupted);
        }
    }
}
