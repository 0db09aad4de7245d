package io.eventbatcher.sandbox.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbatcher.config.HubSpotSettings;
import io.eventbatcher.config.Settings;
import io.eventbatcher.config.TopicSettings;
import io.eventbatcher.config.source.SettingsFile;
import io.eventbatcher.delivery.Delivery;
import io.eventbatcher.hubspot.HubSpotClient;
import io.eventbatcher.hubspot.http.OkHttpHubSpotClient;
import io.eventbatcher.record.Batch;
import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.broker.EmbeddedBroker;
import io.eventbatcher.sandbox.endtoend.SharedStack;
import io.eventbatcher.sandbox.simulator.HubSpotSimulator;
import io.eventbatcher.sandbox.simulator.SimulatorSettings;
import io.eventbatcher.sandbox.simulator.access.RateLimits;
import io.eventbatcher.sandbox.simulator.api.HubSpotAccount;
import io.eventbatcher.sandbox.stack.TopicReader;
import io.eventbatcher.service.TopicPlan;
import io.eventbatcher.service.Topics;
import io.eventbatcher.time.Clocks;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * An application of its own on the shared broker, and a simulator of its own. Deliveries are between the two, started when a test says
 * so.
 */
final class DeliveryWorld implements AutoCloseable {
    /** Members learn by a heartbeat that their group rebalances, and tests wait for that. */
    static final String HEARTBEAT_MILLIS = "1000";

    /** Purges often. Further configuration, which begins below the key hubspot. */
    static final String QUICK_PURGE = """
              rate: {account-per-ten-seconds: 100000}
            purge-interval: 1s
            """;

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final AtomicInteger NUMBER = new AtomicInteger();

    final EmbeddedBroker broker = SharedStack.embedded().broker();
    final HubSpotSimulator hubSpot;
    final Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));

    private final String application = "delivery-" + NUMBER.incrementAndGet();
    private final HeldAnswers answers = new HeldAnswers();
    private final String more;

    DeliveryWorld() {
        this("");
    }

    /** @param more further lines of configuration */
    DeliveryWorld(String more) {
        this.more = more;
        hubSpot = HubSpotSimulator.start(SimulatorSettings.defaults()
                .withLimits(RateLimits.none())
                .withLatency(Duration.ofMillis(20))
                .withListener(answers));
        Topics.createMissing(admin, TopicPlan.own(settings("one"), Optional.empty()));
    }

    /** What is requested from now on is carried out, and answered when {@link HeldAnswers#release} says so. */
    HeldAnswers holdAnswers() {
        answers.hold();
        return answers;
    }

    Settings settings(String instance) {
        return SettingsFile.parse(
                configuration(instance), Map.of(HubSpotSettings.TOKEN_VARIABLE, HubSpotAccount.DEFAULT_TOKEN));
    }

    String configuration(String instance) {
        return """
                application-id: %1$s
                instance: %2$s
                topics:
                  batches-prefix: %1$s.batches
                  dead-letters: %1$s.dead-letters
                  replays: %1$s.replays
                  receipts: %1$s.receipts
                  ledger: %1$s.ledger
                  lanes: %1$s.lanes
                  rates: %1$s.rates
                kafka:
                  bootstrap-servers: %3$s
                  properties: {heartbeat.interval.ms: %4$s, metric.reporters: org.apache.kafka.common.metrics.JmxReporter}
                registry:
                  url: http://127.0.0.1:1
                hubspot:
                  base-url: %5$s
                """.formatted(application, instance, broker.bootstrapServers(), HEARTBEAT_MILLIS, hubSpot.baseUrl())
                + (more.isEmpty() ? "  rate: {account-per-ten-seconds: 100000}\n" : more);
    }

    TopicSettings topics() {
        return settings("one").topics();
    }

    TopicPartition lane(Route route, int lane) {
        return new TopicPartition(topics().batches(route), lane);
    }

    /** Of the producer that settles. */
    String transactionalId(String instance) {
        return application + "-delivery-" + instance;
    }

    Running start(String instance) {
        Settings settings = settings(instance);
        HubSpotClient client = OkHttpHubSpotClient.of(settings, Clocks.SYSTEM);
        return new Running(Delivery.start(settings, client, Clocks.SYSTEM), client);
    }

    /** A delivery and the client it sends with. */
    record Running(Delivery delivery, HubSpotClient client) implements AutoCloseable {
        /** Events delivered by this instance. */
        long delivered(Route route) {
            return delivery.snapshot().route(route).delivered();
        }

        @Override
        public void close() {
            delivery.close();
            client.close();
        }
    }

    /** Writes these as batching does: in transactions, which leave their markers in the topic. */
    void write(List<Batch> batches) {
        writeAll(batches.stream().map(this::outgoing).toList());
    }

    private ProducerRecord<byte[], byte[]> outgoing(Batch batch) {
        return new ProducerRecord<>(topics().batches(batch.route()), batch.lane(), null, batch.toBytes());
    }

    private KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers", broker.bootstrapServers(),
                        "transactional.id", application + "-batching",
                        "max.request.size", settings("one").maxTopicRecordBytes()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Writes these in one transaction, as batching does when it has many at once. */
    void writeAtOnce(List<Batch> batches) {
        try (var producer = producer()) {
            producer.initTransactions();
            producer.beginTransaction();
            for (Batch batch : batches) {
                var unused = producer.send(outgoing(batch));
            }
            producer.commitTransaction();
        }
    }

    void writeRaw(String topic, int lane, byte[] value) {
        writeAll(List.of(new ProducerRecord<>(topic, lane, null, value)));
    }

    private void writeAll(List<ProducerRecord<byte[], byte[]>> outgoing) {
        try (var producer = producer()) {
            producer.initTransactions();
            for (ProducerRecord<byte[], byte[]> one : outgoing) {
                producer.beginTransaction();
                var unused = producer.send(one);
                producer.commitTransaction();
            }
        }
    }

    /** How delivery's group stands. */
    Group group() throws ExecutionException, InterruptedException {
        String group = settings("one").deliveryGroup();
        try {
            ConsumerGroupDescription described = Objects.requireNonNull(
                    admin.describeConsumerGroups(List.of(group)).all().get().get(group));
            return new Group(
                    described.members().stream()
                            .map(MemberDescription::consumerId)
                            .collect(Collectors.toSet()),
                    described.groupState());
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof GroupIdNotFoundException) {
                return new Group(Set.of(), GroupState.DEAD);
            }
            throw failure;
        }
    }

    /** The ids of the members that it has now, and whether they know their lanes. */
    record Group(Set<String> members, GroupState state) {
        boolean waitsForMembers() {
            return state == GroupState.PREPARING_REBALANCE;
        }

        boolean hasAgreed(int wanted) {
            return members.size() == wanted && state == GroupState.STABLE;
        }
    }

    /** Removes all members from delivery's group, as when their sessions end. */
    void expel() throws ExecutionException, InterruptedException {
        admin.removeMembersFromConsumerGroup(
                        settings("one").deliveryGroup(), new RemoveMembersFromConsumerGroupOptions())
                .all()
                .get();
    }

    /** Makes the next transaction of this instance fail, as a broker does that lost sight of it. */
    void fence(String instance) {
        Map<String, Object> properties =
                Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", transactionalId(instance));
        try (var producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
        }
    }

    /** As of a member that never joined. */
    ConsumerGroupMetadata groupMetadata() {
        Map<String, Object> properties = Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "group.id",
                settings("one").deliveryGroup());
        try (var consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            return consumer.groupMetadata();
        }
    }

    /** Everything committed on this topic. */
    List<ConsumerRecord<byte[], byte[]>> read(String topic) {
        return TopicReader.all(broker.bootstrapServers(), topic);
    }

    Map<TopicPartition, Long> ends(String topic) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        int partitions = Objects.requireNonNull(admin.describeTopics(List.of(topic))
                        .allTopicNames()
                        .get()
                        .get(topic))
                .partitions()
                .size();
        for (int i = 0; i < partitions; i++) {
            asked.put(new TopicPartition(topic, i), OffsetSpec.latest());
        }
        Map<TopicPartition, Long> ends = new HashMap<>();
        for (Map.Entry<TopicPartition, ListOffsetsResult.ListOffsetsResultInfo> end :
                admin.listOffsets(asked).all().get().entrySet()) {
            ends.put(end.getKey(), end.getValue().offset());
        }
        return ends;
    }

    /** The first offset that still exists. */
    long begin(TopicPartition lane) throws ExecutionException, InterruptedException {
        return admin.listOffsets(Map.of(lane, OffsetSpec.earliest()))
                .partitionResult(lane)
                .get()
                .offset();
    }

    Map<TopicPartition, OffsetAndMetadata> committed() throws ExecutionException, InterruptedException {
        return admin.listConsumerGroupOffsets(settings("one").deliveryGroup())
                .partitionsToOffsetAndMetadata()
                .get();
    }

    /** End minus committed, over all lanes of the route: what any lag monitor shows. */
    long lag(Route route) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> committed = committed();
        long lag = 0;
        for (Map.Entry<TopicPartition, Long> end :
                ends(settings("one").topics().batches(route)).entrySet()) {
            OffsetAndMetadata at = committed.get(end.getKey());
            lag += end.getValue() - (at == null ? 0 : at.offset());
        }
        return lag;
    }

    void awaitNoLag(Route route) {
        await().atMost(PATIENCE).ignoreExceptions().until(() -> lag(route) == 0);
    }

    /** Waits for a count that is raised after a commit, and so after the lag reads zero. */
    void awaitDelivered(Running running, Route route, long events) {
        await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .untilAsserted(() -> assertThat(running.delivered(route)).isEqualTo(events));
    }

    /** Runs an instance until no behavioral batch waits. */
    void deliverEverything(String instance) {
        try (Running running = start(instance)) {
            awaitNoLag(Route.BEHAVIORAL);
            assertThat(running.delivery().failed()).isNotDone();
        }
    }

    static String text(byte[] bytes) {
        return new String(bytes, UTF_8);
    }

    @Override
    public void close() {
        answers.release();
        admin.close();
        hubSpot.close();
    }
}
