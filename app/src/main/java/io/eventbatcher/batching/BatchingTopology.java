package io.eventbatcher.batching;

import io.eventbatcher.batching.batch.BatchBuffer;
import io.eventbatcher.batching.batch.BatchProcessor;
import io.eventbatcher.batching.batch.LanePartitioner;
import io.eventbatcher.batching.batch.RegroupProcessor;
import io.eventbatcher.batching.dedupe.DedupeProcessor;
import io.eventbatcher.batching.dedupe.DedupeStoreBuilder;
import io.eventbatcher.batching.node.BatchingObserver;
import io.eventbatcher.batching.node.LedgerProcessor;
import io.eventbatcher.batching.node.Nodes;
import io.eventbatcher.batching.node.TallyStore;
import io.eventbatcher.batching.position.PartitionPositions;
import io.eventbatcher.batching.source.DeferredRecords;
import io.eventbatcher.batching.source.IngestProcessor;
import io.eventbatcher.batching.source.OriginProcessor;
import io.eventbatcher.batching.source.SourceRejectionGuard;
import io.eventbatcher.batching.streams.PausedPartitions;
import io.eventbatcher.batching.streams.PreCommitHookBuilder;
import io.eventbatcher.batching.streams.SafeTimestamps;
import io.eventbatcher.config.Settings;
import io.eventbatcher.ingest.Ingest;
import io.eventbatcher.ingest.IngestPolicy;
import io.eventbatcher.route.Route;
import io.eventbatcher.time.Clocks;
import java.util.function.Function;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;

/** The topology of the batching half. */
public final class BatchingTopology {
    private static final Serde<byte[]> BYTES = Serdes.ByteArray();
    private static final ByteArraySerializer AS_IS = new ByteArraySerializer();

    private BatchingTopology() {}

    /**
     * The topology of the enabled routes, without a running instance.
     *
     * @param ingests makes the ingest of a route; called once per task and route, because an ingest belongs to one thread
     */
    public static Topology build(Settings settings, Function<Route, Ingest> ingests) {
        PausedPartitions paused = new PausedPartitions();
        return build(
                settings,
                ingests,
                new SourceRejectionGuard(IngestPolicy.DEFAULT),
                paused,
                new PartitionPositions(paused, Clocks.SYSTEM),
                BatchingObserver.NONE);
    }

    /**
     * The topology of the enabled routes.
     *
     * @param ingests makes the ingest of a route; called once per task and route
     * @param guard halts topics whose records are all rejected
     * @param paused the partitions that the consumers do not read for now
     * @param positions the places up to which partitions are read
     * @param observer hears of counts, batches and dead letters
     */
    static Topology build(
            Settings settings,
            Function<Route, Ingest> ingests,
            SourceRejectionGuard guard,
            PausedPartitions paused,
            PartitionPositions positions,
            BatchingObserver observer) {
        StreamsBuilder builder = new StreamsBuilder();
        addStores(builder, settings);
        KStream<byte[], Object> items = builder.stream(settings.ingestTopics(), asBytes())
                .process(OriginProcessor.supplier(settings), Named.as(Nodes.ORIGIN))
                .process(
                        IngestProcessor.supplier(settings, ingests, guard, paused, positions, observer),
                        Named.as(Nodes.INGEST),
                        Nodes.INGEST_TALLIES,
                        Nodes.INGEST_DEFERRED,
                        Nodes.INGEST_PRE_COMMIT);
        for (Route route : settings.enabledRoutes()) {
            items.process(
                            RegroupProcessor.supplier(settings.route(route).lanes()),
                            Named.as(Nodes.regroup(route)),
                            Nodes.INGEST_PRE_COMMIT)
                    .repartition(intoLanes(route, settings))
                    .process(
                            DedupeProcessor.supplier(route, settings, positions, observer),
                            Named.as(Nodes.dedupe(route)),
                            Nodes.dedupeStore(route),
                            Nodes.tallies(route),
                            Nodes.preCommit(route))
                    .process(
                            BatchProcessor.supplier(route, settings, observer),
                            Named.as(Nodes.batch(route)),
                            Nodes.buffer(route),
                            Nodes.tallies(route),
                            Nodes.preCommit(route))
                    .to(settings.topics().batches(route), byLane(route));
        }
        return withOutlets(builder.build(), settings, observer);
    }

    private static void addStores(StreamsBuilder builder, Settings settings) {
        builder.addStateStore(TallyStore.store(Nodes.INGEST_TALLIES));
        builder.addStateStore(DeferredRecords.store(Nodes.INGEST_DEFERRED));
        builder.addStateStore(new PreCommitHookBuilder(Nodes.INGEST_PRE_COMMIT));
        for (Route route : settings.enabledRoutes()) {
            builder.addStateStore(new DedupeStoreBuilder(
                    Nodes.dedupeStore(route), settings.dedupe().window()));
            builder.addStateStore(BatchBuffer.store(Nodes.buffer(route)));
            builder.addStateStore(TallyStore.store(Nodes.tallies(route)));
            builder.addStateStore(new PreCommitHookBuilder(Nodes.preCommit(route)));
        }
    }

    /** Adds the side outlets: ingest and each route have their own, so that routes stay separate sub-topologies. */
    private static Topology withOutlets(Topology topology, Settings settings, BatchingObserver observer) {
        String deadLetters = settings.topics().deadLetters();
        String ledger = settings.topics().ledger();
        topology.addSink(Nodes.INGEST_DEAD_LETTERS, deadLetters, AS_IS, AS_IS, Nodes.INGEST)
                .addProcessor(
                        Nodes.INGEST_LEDGER, LedgerProcessor.supplier(Nodes.INGEST_TALLIES, observer), Nodes.INGEST)
                .connectProcessorAndStateStores(Nodes.INGEST_LEDGER, Nodes.INGEST_TALLIES)
                .addSink(Nodes.INGEST_LEDGER_SINK, ledger, AS_IS, AS_IS, Nodes.INGEST_LEDGER);
        for (Route route : settings.enabledRoutes()) {
            topology.addSink(
                            Nodes.deadLetters(route),
                            deadLetters,
                            AS_IS,
                            AS_IS,
                            Nodes.dedupe(route),
                            Nodes.batch(route))
                    .addProcessor(
                            Nodes.ledger(route),
                            LedgerProcessor.supplier(Nodes.tallies(route), observer),
                            Nodes.batch(route))
                    .connectProcessorAndStateStores(Nodes.ledger(route), Nodes.tallies(route))
                    .addSink(Nodes.ledgerSink(route), ledger, AS_IS, AS_IS, Nodes.ledger(route));
        }
        return topology;
    }

    private static Consumed<byte[], byte[]> asBytes() {
        return Consumed.with(BYTES, BYTES).withName(Nodes.SOURCES).withTimestampExtractor(new SafeTimestamps());
    }

    private static Repartitioned<byte[], byte[]> intoLanes(Route route, Settings settings) {
        return Repartitioned.with(BYTES, BYTES)
                .withName(route.label())
                .withStreamPartitioner(new LanePartitioner())
                .withNumberOfPartitions(settings.route(route).lanes());
    }

    private static Produced<byte[], byte[]> byLane(Route route) {
        return Produced.with(BYTES, BYTES, new LanePartitioner()).withName(Nodes.batches(route));
    }
}
