package io.eventbatcher.batching;

import io.eventbatcher.batching.node.BatchingObserver;
import io.eventbatcher.batching.node.LedgerProcessor;
import io.eventbatcher.batching.position.PartitionPositions;
import io.eventbatcher.batching.source.SourceRejectionGuard;
import io.eventbatcher.batching.streams.PausedPartitions;
import io.eventbatcher.config.Settings;
import io.eventbatcher.config.source.SettingsFile;
import io.eventbatcher.deadletter.DeadLetterHeader;
import io.eventbatcher.fixtures.AvroBytes;
import io.eventbatcher.ingest.Ingest;
import io.eventbatcher.ingest.IngestPolicy;
import io.eventbatcher.ingest.OriginNamer;
import io.eventbatcher.ledger.Account;
import io.eventbatcher.ledger.Tally;
import io.eventbatcher.record.Batch;
import io.eventbatcher.record.Item;
import io.eventbatcher.record.Origin;
import io.eventbatcher.route.Route;
import io.eventbatcher.time.Clocks;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** The whole topology in a test driver: one partition, a clock that stands until it is moved. */
public final class Flow implements AutoCloseable {
    static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
    static final Instant RECORDED = Instant.parse("2026-11-20T08:15:30.250Z");

    /** The test driver's topics have one partition. */
    private static final Map<String, String> ONE_LANE = Map.of(
            "EVENT_BATCHER_ROUTES_BEHAVIORAL_LANES",
            "1",
            "EVENT_BATCHER_ROUTES_MARKETING_UPSERT_LANES",
            "1",
            "EVENT_BATCHER_ROUTES_MARKETING_UPDATE_LANES",
            "1");

    final AvroBytes avro = new AvroBytes();
    final PausedPartitions paused = new PausedPartitions();
    final SourceRejectionGuard guard;
    public final Settings settings;
    private final TopologyTestDriver driver;
    private final Map<String, TestOutputTopic<byte[], byte[]>> outputs = new HashMap<>();
    private final Map<String, Tally> ledger = new HashMap<>();

    public Flow(Path stateDir, String yaml) {
        this(stateDir, yaml, IngestPolicy.DEFAULT);
    }

    Flow(Path stateDir, String yaml, IngestPolicy policy) {
        this(stateDir, yaml, policy, BatchingObserver.NONE);
    }

    Flow(Path stateDir, String yaml, IngestPolicy policy, BatchingObserver observer) {
        guard = new SourceRejectionGuard(policy);
        settings = settings(stateDir, yaml);
        driver = new TopologyTestDriver(
                BatchingTopology.build(
                        settings,
                        route -> Ingest.of(route, avro, OriginNamer.of("cluster", Origin::topic)),
                        guard,
                        paused,
                        new PartitionPositions(paused, Clocks.SYSTEM),
                        observer),
                BatchingConfig.properties(settings),
                START);
    }

    static Settings settings(Path stateDir, String yaml) {
        String kafka = yaml.contains("kafka:") ? "" : "kafka: { bootstrap-servers: 'none:1' }\n";
        return SettingsFile.parse(
                "state-dir: " + stateDir + "\nregistry: { url: 'http://none' }\n" + kafka + yaml, ONE_LANE);
    }

    void send(Route route, byte @Nullable [] value) {
        send(route, new TestRecord<>(new byte[] {1, 2}, value, new RecordHeaders(), RECORDED));
    }

    public void send(Route route, TestRecord<byte[], byte[]> record) {
        input(settings.route(route).topic()).pipeInput(record);
    }

    void pipe(String topic, TestRecord<byte[], byte[]> record) {
        input(topic).pipeInput(record);
    }

    public void replay(byte @Nullable [] value, Headers headers) {
        input(settings.topics().replays())
                .pipeInput(new TestRecord<>(new byte[] {1, 2}, value, headers, START.plusSeconds(5)));
    }

    private TestInputTopic<byte[], byte[]> input(String topic) {
        return driver.createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer());
    }

    void advance(Duration duration) {
        driver.advanceWallClockTime(duration);
    }

    List<Batch> batches(Route route) {
        List<Batch> batches = new ArrayList<>();
        for (TestRecord<byte[], byte[]> record : read(settings.topics().batches(route))) {
            batches.add(Batch.read(record.getValue()));
        }
        return batches;
    }

    /** The uuids of all batches of a route since the last call, after every linger is over. */
    List<String> delivered(Route route) {
        advance(settings.route(route).linger().plusMillis(100));
        return batches(route).stream()
                .flatMap(batch -> batch.items().stream())
                .map(Item::uuid)
                .toList();
    }

    public List<TestRecord<byte[], byte[]>> deadLetters() {
        return read(settings.topics().deadLetters());
    }

    /** The latest tally of each account. */
    Map<String, Tally> ledger() {
        advance(LedgerProcessor.PERIOD);
        for (TestRecord<byte[], byte[]> record : read(settings.topics().ledger())) {
            ledger.put(
                    Account.parse(new String(record.getKey(), StandardCharsets.UTF_8))
                            .key(),
                    Tally.parse(record.getValue()));
        }
        return ledger;
    }

    List<TestRecord<byte[], byte[]>> read(String topic) {
        return outputs.computeIfAbsent(topic, this::output).readRecordsToList();
    }

    private TestOutputTopic<byte[], byte[]> output(String topic) {
        return driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    static String header(TestRecord<byte[], byte[]> record, DeadLetterHeader header) {
        return header.in(record.headers()).orElse("(none)");
    }

    @Override
    public void close() {
        driver.close();
    }
}
