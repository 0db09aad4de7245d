package io.eventbatcher.sandbox.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.ledger.Account;
import io.eventbatcher.ledger.Tally;
import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.simulator.api.Endpoint;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Receipts and accounts of the batches that a delivery has settled. */
final class Settled {
    private final DeliveryWorld world;

    Settled(DeliveryWorld world) {
        this.world = world;
    }

    /** Asserts that each of so many behavioral batches of ten events has one receipt, and each event one delivery. */
    void assertEverythingOnce(int batches) throws ExecutionException, InterruptedException {
        assertThat(world.hubSpot.journal().counters(Endpoint.BEHAVIORAL).distinctAccepted())
                .isEqualTo(10L * batches);
        assertThat(world.hubSpot.journal().counters(Endpoint.BEHAVIORAL).inputsAccepted())
                .isEqualTo(10L * batches);
        assertThat(world.read(world.topics().receipts()))
                .extracting(receipt -> DeliveryWorld.text(receipt.key()))
                .doesNotHaveDuplicates()
                .hasSize(batches);
        assertThat(total(Route.BEHAVIORAL)).isEqualTo(new Tally(10L * batches, 10L * batches, 0, 0));
    }

    /** The sum of all lanes' latest accounts; asserts that each committed offset carries the same account. */
    Tally total(Route route) throws ExecutionException, InterruptedException {
        Map<String, Tally> latest = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> entry : world.read(world.topics().ledger())) {
            latest.put(DeliveryWorld.text(entry.key()), Tally.parse(entry.value()));
        }
        Tally sum = Tally.ZERO;
        for (Map.Entry<TopicPartition, OffsetAndMetadata> committed :
                world.committed().entrySet()) {
            TopicPartition lane = committed.getKey();
            if (lane.topic().endsWith(route.label())) {
                String account = new Account(Account.Stage.DELIVERY, route.label(), lane.partition()).key();
                Tally carried = Tally.parse(committed.getValue().metadata());
                assertThat(carried).isEqualTo(latest.getOrDefault(account, Tally.ZERO));
                sum = sum.plus(carried);
            }
        }
        return sum;
    }
}
