package io.eventbatcher.batching.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.batching.LibraryUse;
import java.io.File;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.AppInfoParser;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Says after an upgrade of Kafka which of Kafka Streams' internals have moved, and which class of the room needs them. */
class KafkaInternalsTest {
    private static final String KAFKA_STREAMS = "Kafka Streams " + AppInfoParser.getVersion();
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    private final Path stateDir;

    KafkaInternalsTest(@TempDir Path stateDir) {
        this.stateDir = stateDir;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            emptyValue = "",
            value = {
                "PreCommitHook | processor.internals.ProcessorContextUtils | asInternalProcessorContext |"
                        + " StateStoreContext",
                "PreCommitHook | processor.internals.InternalProcessorContext | currentNode | ''",
                "PreCommitHook | processor.internals.InternalProcessorContext | setCurrentNode | ProcessorNode",
                "PreCommitHook | processor.internals.InternalProcessorContext | recordContext | ''",
                "PreCommitHook | processor.internals.InternalProcessorContext | setRecordContext |"
                        + " ProcessorRecordContext",
                "PreCommitHook | processor.internals.ProcessorRecordContext | new | long,long,int,String,Headers",
                "PreCommitHook | state.internals.CachedStateStore | flushCache | ''",
                "PreCommitHook | state.internals.CachedStateStore | clearCache | ''",
                "PreCommitHook | state.internals.CachedStateStore | setFlushListener | CacheFlushListener,boolean",
                "TaskChangelog | processor.internals.ProcessorContextUtils | asInternalProcessorContext |"
                        + " StateStoreContext",
                "TaskChangelog | processor.internals.InternalProcessorContext | logChange |"
                        + " String,Bytes,byte[],long,Headers,Position"
            })
    void shouldHaveEachMethodThatTheRoomCalls(String user, String type, String method, String parameters) {
        new LibraryUse(KAFKA_STREAMS, user).check("org.apache.kafka.streams." + type, method, parameters);
    }

    @Test
    void shouldRunThePreCommitHookWithinEachCommit() {
        try (TopologyTestDriver driver = new TopologyTestDriver(topology(), properties(), NOW)) {
            // When
            driver.createInputTopic("in", new ByteArraySerializer(), new ByteArraySerializer())
                    .pipeInput(new byte[] {1}, new byte[] {2}, 5);

            // Then
            for (String topic : List.of("out", "test-counts-changelog")) {
                List<TestRecord<byte[], byte[]>> records = driver.createOutputTopic(
                                topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                        .readRecordsToList();
                assertThat(records)
                        .as(
                                "%s no longer flushes the caches of a task's stores as the first step of a commit;"
                                        + " PreCommitHook needs it to write to %s.",
                                KAFKA_STREAMS, topic)
                        .hasSize(1)
                        .extracting(TestRecord::getRecordTime)
                        .containsExactly(NOW);
            }
        }
    }

    @Test
    void shouldTellTheTopicIdsThatAConsumerKnows() {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", "127.0.0.1:1"), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            // When
            TopicIds ids = TopicIds.of(consumer);

            // Then
            assertThat(ids.now()).isEmpty();
        }
    }

    @Test
    void shouldNameACheckpointAsTaskChangelogExpects() throws ReflectiveOperationException {
        // Given
        LibraryUse use = new LibraryUse(KAFKA_STREAMS, "TaskChangelog");
        Class<?> directories = use.type("org.apache.kafka.streams.processor.internals.StateDirectory");
        Object directory = directories
                .getConstructor(StreamsConfig.class, Time.class, boolean.class, boolean.class)
                .newInstance(new StreamsConfig(properties()), Time.SYSTEM, true, false);
        TaskId task = new TaskId(1, 2);
        Method checkpoint = use.type("org.apache.kafka.streams.state.internals.LegacyCheckpointingStateStore")
                .getDeclaredMethod("checkpointFileFor", directories, TaskId.class, StateStore.class);
        checkpoint.setAccessible(true);

        // When
        File file = (File) checkpoint.invoke(
                null, directory, task, Stores.persistentKeyValueStore("store").get());

        // Then
        assertThat(file.toPath())
                .as(
                        "%s no longer checkpoints each store in a file of its own beside the store;"
                                + " TaskChangelog.hasCheckpoint needs the file's name.",
                        KAFKA_STREAMS)
                .isEqualTo(TaskChangelog.checkpoint(stateDir.resolve("test").resolve(task.toString()), "store"));
    }

    private static Topology topology() {
        return new Topology()
                .addSource("source", new ByteArrayDeserializer(), new ByteArrayDeserializer(), "in")
                .addProcessor("node", CountsAtCommit::new, "source")
                .addStateStore(new PreCommitHookBuilder("hook"), "node")
                .addStateStore(
                        Stores.keyValueStoreBuilder(
                                Stores.inMemoryKeyValueStore("counts"), Serdes.ByteArray(), Serdes.ByteArray()),
                        "node")
                .addSink("sink", "out", new ByteArraySerializer(), new ByteArraySerializer(), "node");
    }

    private Properties properties() {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        return properties;
    }

    /** Writes nothing before the commit: then a record, and a store entry. */
    private static final class CountsAtCommit extends ContextualProcessor<byte[], byte[], byte[], byte[]> {
        private byte[] count = {0};

        @Override
        public void init(ProcessorContext<byte[], byte[]> context) {
            super.init(context);
            KeyValueStore<byte[], byte[]> counts = context.getStateStore("counts");
            PreCommitHook hook = context.getStateStore("hook");
            hook.beforeCommit(() -> {
                counts.put(new byte[] {1}, count);
                context.forward(new Record<>(new byte[] {1}, count, context.currentSystemTimeMs()));
            });
        }

        @Override
        public void process(Record<byte[], byte[]> record) {
            count = new byte[] {(byte) (count[0] + 1)};
        }
    }
}
