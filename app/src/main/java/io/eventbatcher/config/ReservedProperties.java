package io.eventbatcher.config;

import io.eventbatcher.config.table.PropertyName;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Kafka properties that the guarantees need and an operator cannot set, each with the reason; with any prefix. */
public final class ReservedProperties {
    /** Each reason, then the names. */
    private static final String TABLE = """
        it has a key of its own, kafka.bootstrap-servers:
            bootstrap.servers
        it has a key of its own, application-id:
            application.id group.id client.id
        it has a key of its own, state-dir:
            state.dir
        it has a key of its own, threads:
            num.stream.threads
        exactly-once depends on it:
            processing.guarantee isolation.level enable.auto.commit enable.idempotence acks retries transactional.id
            transaction.timeout.ms transaction.two.phase.commit.enable
        where reading starts is decided explicitly, so that an expired offset never skips events:
            auto.offset.reset
        lanes are handed over by the protocol and the assignor that delivery was built for:
            group.protocol group.remote.assignor partition.assignment.strategy
        original bytes are kept, so records are bytes on both sides:
            key.serializer value.serializer key.deserializer value.deserializer default.key.serde
            default.value.serde
        sizes follow from max-record-bytes:
            max.request.size topic.max.message.bytes
        source timestamps are data, not time:
            default.timestamp.extractor topic.message.timestamp.type
        an event that cannot be processed becomes a dead letter with its reason, and is never skipped:
            default.deserialization.exception.handler deserialization.exception.handler
            default.production.exception.handler production.exception.handler processing.exception.handler
            errors.dead.letter.queue.topic.name
        stores and internal topics are found by their names after an upgrade:
            topology.optimization ensure.explicit.internal.resource.naming
        internal topics hold events and state that nothing else holds:
            topic.cleanup.policy topic.retention.ms topic.retention.bytes
        """;

    private static final Map<String, String> REASONS = reasons();

    private ReservedProperties() {}

    /** The refusal of a reserved property, as a clause with the reason and the remedy. */
    public static Optional<String> refusal(PropertyName name) {
        return Optional.ofNullable(REASONS.get(name.ofTopics() ? "topic." + name.bare() : name.bare()))
                .map(reason -> "is not yours to set, because " + reason + "; remove it");
    }

    /** Every reason by name, for the documentation; names of topics' properties begin with {@code topic.}. */
    static Map<String, String> all() {
        return REASONS;
    }

    private static Map<String, String> reasons() {
        Map<String, String> reasons = new HashMap<>();
        String reason = "";
        for (String line : TABLE.lines().toList()) {
            if (line.endsWith(":")) {
                reason = line.substring(0, line.length() - 1);
            } else {
                for (String name : line.strip().split(" ", -1)) {
                    reasons.put(name, reason);
                }
            }
        }
        return Map.copyOf(reasons);
    }
}
