package io.eventbatcher.sandbox.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.eventbatcher.sandbox.stack.TopicReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {

    private static final String TOPIC = "letters";

    @Test
    void shouldKeepCommittedAndHideAbortedRecordsThroughARestart() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start()) {
            // Given
            createTopic(broker);
            produce(broker, "committed", true);
            produce(broker, "aborted", false);
            List<String> before = readCommitted(broker);
            String address = broker.bootstrapServers();

            // When
            broker.restart();

            // Then
            assertThat(before).containsExactly("committed");
            assertThat(broker.bootstrapServers()).isEqualTo(address);
            produce(broker, "committed later", true);
            assertThat(readCommitted(broker)).containsExactly("committed", "committed later");
        }
    }

    @Test
    void shouldKeepTheDataInAGivenDirectoryForTheNextBroker(@TempDir Path directory) throws Exception {
        // Given
        try (EmbeddedBroker broker = EmbeddedBroker.start(LoopbackPorts.free(), directory)) {
            createTopic(broker);
            produce(broker, "kept", true);
        }

        // When
        try (EmbeddedBroker successor = EmbeddedBroker.start(LoopbackPorts.free(), directory)) {

            // Then
            assertThat(readCommitted(successor)).containsExactly("kept");
        }
    }

    @Test
    void shouldNotCreateATopicThatNobodyAskedFor() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start();
                Admin admin = admin(broker);
                var producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", broker.bootstrapServers(), "max.block.ms", "1000"),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            // When
            Throwable refusal = catchThrowable(() -> producer.partitionsFor("misspelt"));

            // Then
            assertThat(refusal).isInstanceOf(TimeoutException.class);
            assertThat(admin.listTopics().names().get()).isEmpty();
        }
    }

    private static void createTopic(EmbeddedBroker broker) throws Exception {
        try (Admin admin = admin(broker)) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
        }
    }

    private static Admin admin(EmbeddedBroker broker) {
        return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    private static void produce(EmbeddedBroker broker, String value, boolean commit) throws Exception {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", "test");
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(TOPIC, 0, null, value.getBytes(UTF_8)))
                    .get();
            if (commit) {
                producer.commitTransaction();
            } else {
                producer.abortTransaction();
            }
        }
    }

    private static List<String> readCommitted(EmbeddedBroker broker) {
        return TopicReader.all(broker.bootstrapServers(), TOPIC).stream()
                .map(found -> new String(found.value(), UTF_8))
                .toList();
    }
}
