package io.eventbatcher.delivery.settle;

import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * A refusal by Kafka that lasts until an operator mends the cause. A refusal proves nothing about the outcomes, which stay in memory.
 *
 * @param topic null if Kafka names no topic
 * @param remedy a clause
 * @param ofOneRecord true if the topic may take other records
 */
record Refusal(@Nullable String topic, String remedy, boolean ofOneRecord, String cause) {
    /** The deepest chain of causes that Kafka's clients make is shorter. */
    private static final int MOST_CAUSES = 10;

    private static final String CREATE = "create it (event-batcher topics)";

    /** The first type that fits counts. */
    private static final List<Remedy> REMEDIES = List.of(
            new Remedy(RecordTooLargeException.class, "raise its max.message.bytes to what max-record-bytes needs"),
            new Remedy(TopicAuthorizationException.class, "grant the instance's principal write access to it"),
            new Remedy(
                    AuthorizationException.class,
                    "grant the instance's principal write access to its topics and transactional id"),
            new Remedy(AuthenticationException.class, "mend the credentials under kafka"),
            new Remedy(UnknownTopicOrPartitionException.class, CREATE),
            new Remedy(InvalidTopicException.class, CREATE),
            new Remedy(InvalidRecordException.class, "let its cleanup.policy and timestamp settings take the record"),
            new Remedy(InvalidConfigurationException.class, "correct its configuration"),
            new Remedy(PolicyViolationException.class, "correct its configuration, or the policy of the brokers"));

    private record Remedy(Class<? extends Exception> type, String clause) {}

    /** The refusal in a failure or its causes; empty for failures that pass by themselves. */
    static Optional<Refusal> in(@Nullable String topic, Exception failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < MOST_CAUSES; depth++) {
            String remedy = remedy(cause);
            if (remedy != null) {
                boolean ofOneRecord =
                        cause instanceof RecordTooLargeException || cause instanceof InvalidRecordException;
                return Optional.of(new Refusal(topicOf(cause, topic), remedy, ofOneRecord, cause.toString()));
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }

    private static @Nullable String remedy(Throwable cause) {
        return REMEDIES.stream()
                .filter(known -> known.type().isInstance(cause))
                .map(Remedy::clause)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String topicOf(Throwable cause, @Nullable String topic) {
        return topic == null && cause instanceof TopicAuthorizationException forbidden
                ? forbidden.unauthorizedTopics().stream().findFirst().orElse(null)
                : topic;
    }

    /** A clause with the cause and the remedy. */
    String describe() {
        return (topic == null ? "Kafka" : "topic " + topic) + " refuses (" + cause + "): " + remedy;
    }
}
