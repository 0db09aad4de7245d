package io.eventbatcher.service;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * An existing topic.
 *
 * @param configuration empty without the permission to read the configuration
 */
record ExistingTopic(TopicDescription description, Optional<Config> configuration) {

    /** The existing ones of the named topics, by name. Topics without the permission to describe look missing. */
    static Map<String, ExistingTopic> at(Admin admin, Collection<String> names) {
        Map<String, TopicDescription> there = described(admin, names);
        List<ConfigResource> resources = there.keySet().stream()
                .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                .toList();
        Map<String, ExistingTopic> existing = new HashMap<>();
        admin.describeConfigs(resources).values().forEach((resource, future) -> {
            Optional<Config> configuration =
                    unless(AuthorizationException.class, future, "read the configuration of topic " + resource.name());
            TopicDescription description = there.get(resource.name());
            if (description != null) {
                existing.put(resource.name(), new ExistingTopic(description, configuration));
            }
        });
        return existing;
    }

    /** The same, without their configuration. */
    static Map<String, TopicDescription> described(Admin admin, Collection<String> names) {
        Map<String, TopicDescription> there = new HashMap<>();
        admin.describeTopics(names, new DescribeTopicsOptions().includeAuthorizedOperations(true))
                .topicNameValues()
                .forEach((name, future) -> unless(
                                UnknownTopicOrPartitionException.class, future, "describe topic " + name)
                        .ifPresent(description -> there.put(name, description)));
        return there;
    }

    int partitions() {
        return description.partitions().size();
    }

    int replicas() {
        return description.partitions().isEmpty()
                ? 0
                : description.partitions().get(0).replicas().size();
    }

    /** The value of a setting; empty if unknown. */
    Optional<String> setting(String name) {
        return configuration
                .flatMap(all -> Optional.ofNullable(all.get(name)))
                .map(entry -> String.valueOf(entry.value()));
    }

    /** The result of the future, or empty for the expected failure. */
    static <T> Optional<T> unless(Class<? extends KafkaException> expected, KafkaFuture<T> future, String what) {
        try {
            return Optional.of(future.get());
        } catch (ExecutionException failure) {
            Throwable cause = failure.getCause() == null ? failure : failure.getCause();
            if (expected.isInstance(cause)) {
                return Optional.empty();
            }
            if (cause instanceof TopicAuthorizationException) {
                // Kafka's own message names no topic
                throw new TopicAuthorizationException("to " + what);
            }
            throw new KafkaException("Could not " + what + ": " + cause.getMessage(), cause);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new KafkaException("Interrupted while waiting to " + what, interrupted);
        }
    }
}
