package io.eventbatcher.sandbox.broker;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The server properties of a single broker that is its own controller, reduced to the needs of one process.
 *
 * @param guard further listeners, with logins and rights; null for a broker that allows everything
 */
record BrokerSettings(
        int port,
        int controllerPort,
        Path directory,
        @Nullable Guard guard) {

    /** Room for the tests of very large events; Kafka's default is 1 MiB. */
    private static final int LARGEST_MESSAGE_BYTES = 16 * 1024 * 1024;

    Map<String, String> asProperties() {
        Map<String, String> properties = new HashMap<>();
        properties.putAll(identity());
        properties.putAll(singleReplica());
        properties.putAll(promptness());
        properties.putAll(sizes());
        if (guard != null) {
            properties.merge("listeners", "," + guard.addresses(), String::concat);
            properties.putAll(guard.asProperties());
        }
        return properties;
    }

    private Map<String, String> identity() {
        return Map.of(
                "process.roles", "broker,controller",
                "node.id", "1",
                "controller.quorum.voters", "1@127.0.0.1:" + controllerPort,
                "controller.listener.names", "CONTROLLER",
                "listeners", "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(port, controllerPort),
                "log.dirs", directory.toString(),
                // a misspelt topic must fail, not be created with one partition
                "auto.create.topics.enable", "false");
    }

    private static Map<String, String> singleReplica() {
        return Map.of(
                "offsets.topic.replication.factor", "1",
                "offsets.topic.num.partitions", "5",
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1",
                "transaction.state.log.num.partitions", "5",
                "share.coordinator.state.topic.replication.factor", "1",
                "share.coordinator.state.topic.min.isr", "1",
                "share.coordinator.state.topic.num.partitions", "1");
    }

    private static Map<String, String> promptness() {
        return Map.of(
                "group.initial.rebalance.delay.ms", "0",
                // Kafka looks every 10 s; a test that kills a transaction should not wait that long on top of its
                // timeout
                "transaction.abort.timed.out.transaction.cleanup.interval.ms", "500",
                // not JMX, where each connection would register its metrics
                "metric.reporters", "",
                "num.network.threads", "2",
                "num.io.threads", "4");
    }

    private static Map<String, String> sizes() {
        return Map.of(
                // records with ancient timestamps are test data, too
                "log.retention.ms", "-1",
                "log.index.size.max.bytes", "1048576",
                "log.cleaner.dedupe.buffer.size", "4194304",
                "message.max.bytes", Integer.toString(LARGEST_MESSAGE_BYTES),
                "replica.fetch.max.bytes", Integer.toString(LARGEST_MESSAGE_BYTES));
    }
}
