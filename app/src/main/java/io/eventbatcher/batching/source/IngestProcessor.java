package io.eventbatcher.batching.source;

import io.eventbatcher.batching.node.BatchingObserver;
import io.eventbatcher.batching.node.Nodes;
import io.eventbatcher.batching.node.TallyStore;
import io.eventbatcher.batching.position.PartitionPositions;
import io.eventbatcher.batching.streams.PausedPartitions;
import io.eventbatcher.batching.streams.PreCommitHook;
import io.eventbatcher.config.Settings;
import io.eventbatcher.ingest.Ingest;
import io.eventbatcher.ledger.Tally;
import io.eventbatcher.record.DeferredRecord;
import io.eventbatcher.record.Item;
import io.eventbatcher.route.Route;
import java.time.Duration;
import java.util.function.Function;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Ingests source records in their order. A record that cannot be decided yet (an unknown schema, a halted topic) is deferred with all
 * records behind it, and the partition is paused until no record is deferred any more. Nothing blocks, and other partitions flow on. Passing
 * events go on as an {@link Item}, dead letters as bytes.
 */
public final class IngestProcessor implements Processor<byte[], Arrival, byte[], Object> {
    private static final Tally ARRIVED = new Tally(1, 0, 0, 0);
    private static final Tally PASSED = new Tally(1, 1, 0, 0);
    private static final Tally PASSED_LATER = new Tally(0, 1, 0, 0);
    private static final Tally DIED = new Tally(1, 0, 0, 1);
    private static final Tally DIED_LATER = new Tally(0, 0, 0, 1);

    /** The time between two tries of deferred records; the first records of a new schema wait so long. */
    private static final Duration RETRY_PERIOD = Duration.ofMillis(50);

    /** Leaves time to poll and to commit between the tries of a long queue. */
    private static final int MOST_PER_TRY = 1_000;

    private final RecordIngester ingester;
    private final SourceRejectionGuard guard;
    private final SourcePartitions partitions;
    private final BatchingObserver observer;
    private @Nullable ProcessorContext<byte[], Object> context;
    private @Nullable DeferredRecords deferred;
    private @Nullable Cancellable retries;

    private IngestProcessor(
            Settings settings,
            Function<Route, Ingest> ingests,
            SourceRejectionGuard guard,
            PausedPartitions paused,
            PartitionPositions positions,
            BatchingObserver observer) {
        this.ingester = new RecordIngester(settings, ingests, observer);
        this.guard = guard;
        this.partitions = new SourcePartitions(settings, paused, positions);
        this.observer = observer;
    }

    public static ProcessorSupplier<byte[], Arrival, byte[], Object> supplier(
            Settings settings,
            Function<Route, Ingest> ingests,
            SourceRejectionGuard guard,
            PausedPartitions paused,
            PartitionPositions positions,
            BatchingObserver observer) {
        return () -> new IngestProcessor(settings, ingests, guard, paused, positions, observer);
    }

    @Override
    public void init(ProcessorContext<byte[], Object> forward) {
        context = forward;
        ingester.init(forward);
        KeyValueStore<byte[], byte[]> tallyStore = forward.getStateStore(Nodes.INGEST_TALLIES);
        partitions.init(forward.taskId().partition(), new TallyStore(tallyStore));
        PreCommitHook hook = forward.getStateStore(Nodes.INGEST_PRE_COMMIT);
        hook.beforeCommit(partitions::write);
        KeyValueStore<byte[], byte[]> deferredStore = forward.getStateStore(Nodes.INGEST_DEFERRED);
        DeferredRecords restored = DeferredRecords.restored(deferredStore);
        deferred = restored;
        retries = null;
        restored.topics().forEach(topic -> pause(partitions.of(topic)));
    }

    @Override
    public void process(Record<byte[], Arrival> record) {
        RecordMetadata metadata = Nodes.initialised(context).recordMetadata().orElseThrow();
        SourcePartitions.Source source = partitions.of(metadata.topic());
        source.progress().arrived(metadata.offset());
        record.value()
                .fold(
                        event -> ingestOrDefer(source, ingester.fitting(event)),
                        unroutable -> settle(source, source.counter(), ingester.reject(unroutable), true));
    }

    private void ingestOrDefer(SourcePartitions.Source source, Arrival.Event event) {
        DeferredRecords queues = Nodes.initialised(deferred);
        if (queues.hasAny(source.topic()) || !ingested(source, event, true)) {
            ingester.prefetchSchema(event);
            queues.add(
                    source.topic(),
                    new DeferredRecord(
                            event.route(),
                            event.source(),
                            event.replayId(),
                            event.tooLarge(),
                            Nodes.initialised(context).currentSystemTimeMs()));
            partitions.counter(source, event.route()).add(ARRIVED);
            pause(source);
        }
    }

    /** False if the record must be deferred. */
    private boolean ingested(SourcePartitions.Source source, Arrival.Event event, boolean firstTry) {
        long now = Nodes.initialised(context).currentSystemTimeMs();
        return guard.mayIngest(source.partition(), now)
                && settle(source, partitions.counter(source, event.route()), ingester.ingest(event), firstTry);
    }

    private boolean settle(
            SourcePartitions.Source source, TallyStore.Counter counter, IngestOutcome outcome, boolean firstTry) {
        return switch (outcome) {
            case ACCEPTED -> {
                guard.accepted(source.topic());
                counter.add(firstTry ? PASSED : PASSED_LATER);
                yield true;
            }
            case REJECTED -> {
                // A replayed event was a dead letter before, and the operator who replays it looks on.
                if (!partitions.isReplays(source)) {
                    guard.rejected(source.topic(), Nodes.initialised(context).currentSystemTimeMs());
                }
                counter.add(firstTry ? DIED : DIED_LATER);
                yield true;
            }
            case DEFERRED -> false;
        };
    }

    private void pause(SourcePartitions.Source source) {
        partitions.pause(source);
        if (retries == null) {
            retries = Nodes.initialised(context)
                    .schedule(RETRY_PERIOD, PunctuationType.WALL_CLOCK_TIME, this::retryDeferred);
        }
    }

    private void retryDeferred(long now) {
        DeferredRecords queues = Nodes.initialised(deferred);
        for (String topic : queues.topics()) {
            SourcePartitions.Source source = partitions.of(topic);
            retryDeferred(queues, source);
            if (!queues.hasAny(topic)) {
                partitions.resume(source);
                observer.waitsNoMore(source.account());
            }
        }
        if (queues.isEmpty() && retries != null) {
            retries.cancel();
            retries = null;
        }
    }

    private void retryDeferred(DeferredRecords queues, SourcePartitions.Source source) {
        for (int tries = 0; tries < MOST_PER_TRY; tries++) {
            DeferredRecord first = queues.first(source.topic());
            if (first == null) {
                return;
            }
            if (!ingested(source, event(first), false)) {
                observer.waitsSince(source.account(), first.route(), first.since());
                return;
            }
            queues.removeFirst(source.topic());
        }
    }

    private static Arrival.Event event(DeferredRecord record) {
        return new Arrival.Event(record.route(), record.source(), record.replayId(), record.tooLarge());
    }

    /** The task goes elsewhere, or is restored: its next owner pauses the partitions of deferred records. */
    @Override
    public void close() {
        partitions.accounts().forEach(observer::waitsNoMore);
        partitions.close();
        ingester.close();
    }
}
