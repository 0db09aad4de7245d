package io.eventbatcher.sandbox.broker;

import java.lang.reflect.Field;
import kafka.coordinator.transaction.TransactionCoordinator;
import kafka.server.BrokerServer;
import kafka.server.KafkaRaftServer;

/**
 * Ends the coordination of transactions before a broker gives up its partitions.
 *
 * <p>From Kafka 4.3.0 on, and still in 4.4.0, a coordinator takes a partition that has no leader at the moment for a deleted one: it does
 * without that partition's marker and notes the transaction as complete (KAFKA-20734). A broker that is alone gives up the lead of
 * all its partitions first when it stops, and coordinates on for a moment. What was committed then can never be read as committed.
 * A coordinator that has ended notes nothing: after the next start it finds the transaction prepared, and writes the markers.
 */
final class Coordination {

    private Coordination() {}

    /** Clients are told that the coordinator is not available, as they are during any restart. Without effect before there is one. */
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
