package io.eventbatcher.sandbox.torture.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbatcher.sandbox.broker.EmbeddedBroker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class UnstablePartitionsTest {
    private static final long ANSWER_SECONDS = 20;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static EmbeddedBroker broker;
    private static Admin admin;

    @BeforeAll
    static void start() {
        broker = EmbeddedBroker.start();
        admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    @AfterAll
    static void stop() {
        admin.close();
        broker.close();
    }

    @Test
    void shouldNameThePartitionThatHoldsATransactionOpenAndItsProducer() throws Exception {
        // Given
        createTopic("held");
        try (KafkaProducer<byte[], byte[]> producer = producer("holder")) {
            producer.initTransactions();
            commit(producer, "held", 0);
            producer.beginTransaction();
            send(producer, "held", 0);
            send(producer, "held", 0);

            // When, then: an own record and its marker are committed
            awaitTails(tails -> assertThat(tails)
                    .singleElement()
                    .satisfies(tail -> assertThat(tail)
                            .startsWith("held-0, which begins at 0, can be read as committed up to 2 of 4: producer ")
                            .contains("has a transaction open since offset 2 ")));
            producer.abortTransaction();
        }
    }

    @Test
    void shouldFindNothingWhenAllTransactionsHaveEnded() throws Exception {
        // Given
        createTopic("ended");
        try (KafkaProducer<byte[], byte[]> producer = producer("ender")) {
            producer.initTransactions();
            commit(producer, "ended", 0);
            producer.beginTransaction();
            send(producer, "ended", 1);
            producer.abortTransaction();
        }

        // When, then
        awaitTails(tails -> assertThat(tails).isEmpty());
    }

    /** A transaction that its producer has ended, here or in another test, is open until its markers are written. */
    private static void awaitTails(Consumer<List<String>> expected) {
        await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .untilAsserted(() -> expected.accept(new UnstablePartitions(admin, ANSWER_SECONDS).find()));
    }

    private static void createTopic(String name) throws Exception {
        admin.createTopics(List.of(new NewTopic(name, 2, (short) 1))).all().get();
    }

    private static KafkaProducer<byte[], byte[]> producer(String transactionalId) {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", transactionalId),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private static void commit(KafkaProducer<byte[], byte[]> producer, String topic, int partition) throws Exception {
        producer.beginTransaction();
        send(producer, topic, partition);
        producer.commitTransaction();
    }

    private static void send(KafkaProducer<byte[], byte[]> producer, String topic, int partition) throws Exception {
        producer.send(new ProducerRecord<>(topic, partition, null, "letter".getBytes(UTF_8)))
                .get();
    }
}
