package io.eventbatcher.sandbox.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbatcher.fixtures.LongRuns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class RestartUnderTransactionsTest {
    private static final String TOPIC = "letters";

    /** So many that the broker takes its time to let go of them, and so many that some writer always commits. */
    private static final int PARTITIONS = LongRuns.either(200, 600);

    private static final int WRITERS = LongRuns.either(12, 24);
    private static final int RESTARTS = LongRuns.either(1, 2);

    /** By then the writers run warm, and commit hundreds of times in a second. */
    private static final long COMMITS_BEFORE_A_RESTART = LongRuns.either(300, 1_000);

    private static final int RECORDS_PER_TRANSACTION = 5;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @Test
    void shouldEndEveryTransactionThatIsCommittedWhileItStops() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start();
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            // Given
            admin.createTopics(List.of(new NewTopic(TOPIC, PARTITIONS, (short) 1)))
                    .all()
                    .get();
            AtomicBoolean writing = new AtomicBoolean(true);
            AtomicLong commits = new AtomicLong();
            ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
            List<Future<?>> ends = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                String name = "writer-" + writer;
                ends.add(writers.submit(() -> write(broker, name, writing, commits)));
            }

            // When
            for (int restart = 0; restart < RESTARTS; restart++) {
                long before = commits.get();
                await().atMost(PATIENCE).until(() -> commits.get() > before + COMMITS_BEFORE_A_RESTART);
                broker.restart();
            }
            writing.set(false);
            for (Future<?> end : ends) {
                end.get();
            }
            writers.shutdown();

            // Then: the markers of the last commits may still be on their way
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(ends(admin, IsolationLevel.READ_COMMITTED))
                            .isEqualTo(ends(admin, IsolationLevel.READ_UNCOMMITTED)));
        }
    }

    private static void write(EmbeddedBroker broker, String name, AtomicBoolean writing, AtomicLong commits) {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of(
                        "bootstrap.servers",
                        broker.bootstrapServers(),
                        "transactional.id",
                        name,
                        "max.block.ms",
                        PATIENCE.toMillis()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.initTransactions();
            while (writing.get()) {
                producer.beginTransaction();
                for (int record = 0; record < RECORDS_PER_TRANSACTION; record++) {
                    int partition = ThreadLocalRandom.current().nextInt(PARTITIONS);
                    // what fails here fails the commit
                    var unused = producer.send(new ProducerRecord<>(TOPIC, partition, null, name.getBytes(UTF_8)));
                }
                producer.commitTransaction();
                commits.incrementAndGet();
            }
        }
    }

    private static Map<TopicPartition, Long> ends(Admin admin, IsolationLevel isolation) throws Exception {
        Map<TopicPartition, OffsetSpec> asked = IntStream.range(0, PARTITIONS)
                .mapToObj(partition -> new TopicPartition(TOPIC, partition))
                .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest()));
        return admin.listOffsets(asked, new ListOffsetsOptions(isolation)).all().get().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, found -> found.getValue().offset()));
    }
}
