package io.eventbatcher.batching.dedupe;

import io.eventbatcher.batching.node.BatchingDeadLetters;
import io.eventbatcher.batching.node.BatchingObserver;
import io.eventbatcher.batching.node.Nodes;
import io.eventbatcher.batching.node.TallyStore;
import io.eventbatcher.batching.position.PartitionPositions;
import io.eventbatcher.batching.position.PartitionProgress;
import io.eventbatcher.batching.streams.PreCommitHook;
import io.eventbatcher.config.DedupeSettings;
import io.eventbatcher.config.DedupeSettings.OnConflict;
import io.eventbatcher.config.Settings;
import io.eventbatcher.deadletter.Reason;
import io.eventbatcher.ledger.Account;
import io.eventbatcher.ledger.Tally;
import io.eventbatcher.record.Bundle;
import io.eventbatcher.record.Item;
import io.eventbatcher.record.Origin;
import io.eventbatcher.record.SourceRecord;
import io.eventbatcher.record.UnreadableRecordException;
import io.eventbatcher.route.Route;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Drops events that were seen within the window. An event with a known uuid and different content becomes a dead letter, unless the
 * settings say to drop conflicts. Passing events go on as an {@link Item}, dead letters as bytes. A foreign record on the internal topic
 * becomes a dead letter, too.
 */
public final class DedupeProcessor implements Processor<byte[], byte[], byte[], Object> {
    private static final Tally PASSED = new Tally(1, 0, 0, 0);
    private static final Tally DUPLICATE = new Tally(1, 0, 1, 0);
    private static final Tally DIED = new Tally(1, 0, 0, 1);

    private final Route route;
    private final DedupeSettings settings;
    private final PartitionPositions positions;
    private final BatchingDeadLetters deadLetters;
    private @Nullable ProcessorContext<byte[], Object> context;
    private @Nullable SeenItems seen;
    private TallyStore.@Nullable Counter counter;
    private @Nullable PartitionProgress progress;

    private DedupeProcessor(
            Route route, DedupeSettings settings, PartitionPositions positions, BatchingDeadLetters deadLetters) {
        this.route = route;
        this.settings = settings;
        this.positions = positions;
        this.deadLetters = deadLetters;
    }

    public static ProcessorSupplier<byte[], byte[], byte[], Object> supplier(
            Route route, Settings settings, PartitionPositions positions, BatchingObserver observer) {
        BatchingDeadLetters deadLetters = new BatchingDeadLetters(settings, observer);
        return () -> new DedupeProcessor(route, settings.dedupe(), positions, deadLetters);
    }

    @Override
    public void init(ProcessorContext<byte[], Object> context) {
        this.context = context;
        DedupeStore store = context.getStateStore(Nodes.dedupeStore(route));
        DedupeWindow window = new DedupeWindow(store, store.times());
        seen = new SeenItems(route, window);
        KeyValueStore<byte[], byte[]> tallyStore = context.getStateStore(Nodes.tallies(route));
        TallyStore tallies = new TallyStore(tallyStore);
        int lane = context.taskId().partition();
        Account account = new Account(Account.Stage.BATCHING, route.label(), lane);
        TallyStore.Counter counts = tallies.counter(account);
        counter = counts;
        PreCommitHook hook = context.getStateStore(Nodes.preCommit(route));
        TopicPartition source = new TopicPartition(context.applicationId() + "-" + Nodes.repartition(route), lane);
        PartitionProgress reading = positions.begin(source, tallies.position(account));
        progress = reading;
        hook.beforeCommit(() -> {
            reading.keepWith(counts, () -> tallies.arrived(route.label()));
            tallies.write();
            window.write(context.currentSystemTimeMs());
        });
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        ProcessorContext<byte[], Object> forward = Nodes.initialised(context);
        Nodes.initialised(progress)
                .arrived(forward.recordMetadata().orElseThrow().offset());
        long now = forward.currentSystemTimeMs();
        List<Item> items = read(record, now);
        SeenItems known = Nodes.initialised(seen);
        List<SeenItems.Keys> keys = known.lookUp(items, now);
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            Tally tally = switch (known.see(item, keys.get(i), now)) {
                case NEVER -> {
                    forward.forward(record.withValue(item), Nodes.batch(route));
                    yield PASSED;
                }
                case SAME -> DUPLICATE;
                case OTHER -> conflict(item, now);
            };
            Nodes.initialised(counter).add(tally);
        }
    }

    /**
     * The items of a bundle; none for a record that nobody of ours has written, which becomes a dead letter.
     *
     * @throws UnreadableRecordException when a later release has written the record: its events must wait for that release
     */
    private List<Item> read(Record<byte[], byte[]> record, long now) {
        byte[] value = record.value();
        try {
            if (value != null) {
                return Bundle.read(value);
            }
            bury(record, "it has no value", now);
        } catch (UnreadableRecordException foreign) {
            if (foreign.isOfLaterRelease()) {
                throw foreign;
            }
            bury(record, String.valueOf(foreign.getMessage()), now);
        }
        return List.of();
    }

    private void bury(Record<byte[], byte[]> record, String why, long now) {
        RecordMetadata here = Nodes.initialised(context).recordMetadata().orElseThrow();
        Origin origin = new Origin(here.topic(), here.partition(), here.offset(), record.timestamp());
        SourceRecord source = new SourceRecord(origin, record.key(), record.value(), record.headers(), 0);
        String message = "A record of the internal topic " + here.topic() + " is no bundle of events (" + why
                + "). Only Event Batcher may write there: find the writer, and withdraw the permission.";
        Nodes.initialised(context)
                .forward(
                        deadLetters.of(route, source, Reason.UNDECODABLE, List.of(message), null, null, now),
                        Nodes.deadLetters(route));
        Nodes.initialised(counter).add(DIED);
    }

    private Tally conflict(Item item, long now) {
        if (settings.onConflict() == OnConflict.DROP) {
            return DUPLICATE;
        }
        String message =
                "An event with this uuid but other content came within the dedupe window. If the producer serialises"
                        + " the same event anew, set dedupe.on-conflict to drop; else give each event its own uuid.";
        Nodes.initialised(context)
                .forward(deadLetters.of(route, item, Reason.UUID_CONFLICT, message, now), Nodes.deadLetters(route));
        return DIED;
    }

    @Override
    public void close() {
        if (progress != null) {
            positions.end(progress);
        }
    }
}
