package io.eventbatcher.sandbox.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.broker.EmbeddedBroker;
import io.eventbatcher.sandbox.broker.LoopbackPorts;
import io.eventbatcher.sandbox.load.plan.Fate;
import io.eventbatcher.sandbox.load.plan.LoadPlan;
import io.eventbatcher.sandbox.load.plan.LoadSettings;
import io.eventbatcher.sandbox.registry.EmbeddedRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoadGeneratorTest {

    private static final Map<Route, String> TOPICS = LoadTopics.defaults();
    private static final int PARTITIONS = 3;

    private final EmbeddedBroker broker = EmbeddedBroker.start();
    private final EmbeddedRegistry registry = EmbeddedRegistry.start(0);

    @AfterEach
    void close() {
        registry.close();
        broker.close();
    }

    @Test
    void shouldPublishThePlanAndKnowWhereEveryDeadLetterStands() throws Exception {
        // Given
        SourceTopics.create(broker.bootstrapServers(), PARTITIONS);
        LoadPlan plan = new LoadPlan(
                LoadSettings.of(20_000, 10, 5, 42, PARTITIONS), SchemaIds.register(registry.url(), TOPICS));
        AtomicLong progress = new AtomicLong();
        LoadGenerator generator = new LoadGenerator(broker.bootstrapServers(), TOPICS, Pace.unlimited(), progress::set);

        // When
        generator.publish(plan);

        // Then
        LoadTruth truth = generator.truth();
        List<ConsumerRecord<byte[], byte[]>> published = readAll();
        assertThat(published).hasSize(20_000);
        assertThat(truth.published()).isEqualTo(20_000);
        assertThat(progress).hasValue(20_000);
        assertThat(truth.deadLetters()).hasSize((int)
                (truth.count(Fate.INVALID) + truth.count(Fate.REJECTED) + truth.count(Fate.UNDECODABLE)));
        assertThat(found(truth, published)).isEqualTo(truth.deadLetters());
        assertThat(truth.deliveredUuids()).hasSize((int) truth.count(Route.BEHAVIORAL, Fate.DELIVERED));
        assertThat(sum(truth.lastSequences(Route.MARKETING_UPSERT)))
                .isEqualTo(truth.count(Route.MARKETING_UPSERT, Fate.DELIVERED));
        assertThat(sum(truth.lastSequences(Route.MARKETING_UPDATE)))
                .isEqualTo(truth.count(Route.MARKETING_UPDATE, Fate.DELIVERED));
    }

    @Test
    void shouldRegisterTheSchemasOnce() {
        // When
        Map<Route, Integer> once = SchemaIds.register(registry.url(), TOPICS);
        Map<Route, Integer> again = SchemaIds.register(registry.url() + "/", TOPICS);

        // Then
        assertThat(again).isEqualTo(once);
        assertThat(once.values()).doesNotHaveDuplicates().hasSize(3);
    }

    @Test
    void shouldNameTheTopicsThatAreMissing() {
        assertThatThrownBy(() -> LoadTopics.partitions(broker.bootstrapServers(), TOPICS))
                .isInstanceOf(LoadException.class)
                .hasMessageContaining("hubspot.behavioral-events, hubspot.marketing-event-updates");
    }

    @Test
    void shouldNameTheRegistryThatDoesNotAnswer() {
        String nobody = "http://127.0.0.1:" + LoopbackPorts.free();
        assertThatThrownBy(() -> SchemaIds.register(nobody, TOPICS))
                .isInstanceOf(LoadException.class)
                .hasMessageContaining("No schema registry listens at " + nobody)
                .hasMessageNotContaining("--registry");
    }

    /** The expected dead letters that stand in the topics where the truth says, with the bytes it says. */
    private static Set<ExpectedDeadLetter> found(LoadTruth truth, List<ConsumerRecord<byte[], byte[]>> published) {
        Set<ExpectedDeadLetter> found = new HashSet<>();
        for (ConsumerRecord<byte[], byte[]> record : published) {
            for (Fate fate : Fate.values()) {
                ExpectedDeadLetter candidate = new ExpectedDeadLetter(
                        record.topic(),
                        record.partition(),
                        record.offset(),
                        fate,
                        RecordFingerprint.of(record.key(), record.value(), record.headers()));
                if (truth.deadLetters().contains(candidate)) {
                    found.add(candidate);
                }
            }
        }
        return found;
    }

    private List<ConsumerRecord<byte[], byte[]>> readAll() {
        Map<String, Object> settings = Map.of("bootstrap.servers", broker.bootstrapServers());
        List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = TOPICS.values().stream()
                    .flatMap(topic -> consumer.partitionsFor(topic).stream())
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(all::add);
            }
        }
        return all;
    }

    private static long sum(Map<String, Integer> numbers) {
        return numbers.values().stream().mapToLong(Integer::longValue).sum();
    }
}
