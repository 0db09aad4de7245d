package io.eventbatcher.sandbox.endtoend;

import io.eventbatcher.config.Settings;
import io.eventbatcher.fixtures.AvroBytes;
import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.stack.Backend;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The producers of the source topics. */
final class Sources implements AutoCloseable {
    private final Settings settings;
    private final Map<Route, Integer> schemas;
    private final KafkaProducer<byte[], byte[]> producer;
    private long published;
    private int others;

    Sources(Backend backend, Settings settings) {
        this.settings = settings;
        this.schemas = backend.registerSchemas(settings);
        this.producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        backend.bootstrapServers(),
                        "max.request.size",
                        settings.maxTopicRecordBytes(),
                        "linger.ms",
                        0,
                        // a topic made anew knows no producer, and takes as the first request whichever comes first:
                        // never an earlier one after it
                        "max.in.flight.requests.per.connection",
                        1),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    Map<Route, Integer> schemas() {
        return schemas;
    }

    byte[] encode(Route route, SpecificRecord event) {
        return AvroBytes.withId(Objects.requireNonNull(schemas.get(route)), AvroBytes.bare(event));
    }

    /** Publishes an event without a key. */
    void publish(Route route, int partition, SpecificRecord event) {
        publish(route, partition, Outgoing.of(encode(route, event)));
    }

    void publish(Route route, int partition, Outgoing outgoing) {
        send(settings.route(route).topic(), partition, outgoing);
    }

    /** So many events of each route, all of them different and valid, on all partitions. */
    void publishOnAllRoutes(int each) {
        for (int i = 0; i < each; i++) {
            int partition = i % Pipeline.SOURCE_PARTITIONS;
            publish(Route.BEHAVIORAL, partition, SimulatorEvents.behavioral("event " + i));
            publish(Route.MARKETING_UPSERT, partition, SimulatorEvents.upsert("event-" + i, 1));
            publish(Route.MARKETING_UPDATE, partition, SimulatorEvents.update(Integer.toString(i + 1), 1));
        }
    }

    /** An event that HubSpot takes, which shows at once that the route works. */
    void publishAnother() {
        others++;
        publish(Route.BEHAVIORAL, others % Pipeline.SOURCE_PARTITIONS, SimulatorEvents.behavioral("other " + others));
    }

    void replay(int partition, Outgoing outgoing) {
        send(settings.topics().replays(), partition, outgoing);
    }

    private void send(String topic, int partition, Outgoing outgoing) {
        // what the broker does not take is missed by the ledger, and the test ends there
        var unused = producer.send(
                new ProducerRecord<>(topic, partition, outgoing.key(), outgoing.value(), outgoing.headers()));
        published++;
    }

    /** Counts what another producer has published. */
    void alsoPublished(long more) {
        published += more;
    }

    /** How many records, once the broker has them all. */
    long published() {
        producer.flush();
        return published;
    }

    @Override
    public void close() {
        producer.close();
    }
}
