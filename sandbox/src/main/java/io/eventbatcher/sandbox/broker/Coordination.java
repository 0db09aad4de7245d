package io.eventbatcher.sandbox.broker;

import java.lang.reflect.Field;
import kafka.coordinator.transaction.TransactionCoordinator;
import kafka.server.BrokerServer;
import kafka.server.KafkaRaftServer;

/**
 * Ends the coordination of transactions before a broker gives up its partitions.
 *
 * <p>From Kafka 4.3.0 to at least 4.4.0, a coordinator takes a partition without a leader for a deleted partition, skips its marker, and
 * notes the transaction as complete (KAFKA-20734). A single broker that stops gives up the lead of all partitions first, and coordinates on
 * for a moment. Records committed in that moment can never be read as committed. A coordinator that has ended notes nothing, and writes the
 * markers after the next start.
 */
final class Coordination {

    private Coordination() {}

    /** Clients are told that the coordinator is not available, as during any restart. Without effect before a coordinator exists. */
    static void end(KafkaRaftServer server) {
        TransactionCoordinator coordinator = broker(server).transactionCoordinator();
        if (coordinator != null) {
            coordinator.shutdown();
        }
    }

    private static BrokerServer broker(KafkaRaftServer server) {
        try {
            Field broker = KafkaRaftServer.class.getDeclaredField("broker");
            broker.setAccessible(true);
            Object option = broker.get(server);
            return (BrokerServer) option.getClass().getMethod("get").invoke(option);
        } catch (ReflectiveOperationException changed) {
            throw new IllegalStateException(
                    "This Kafka keeps its broker elsewhere; find it there, or delete this class if KAFKA-20734 is resolved in it.",
                    changed);
        }
    }
}
