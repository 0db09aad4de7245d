package io.eventbatcher.batching.dedupe;

import io.eventbatcher.batching.node.BatchingDeadLetters;
import io.eventbatcher.batching.node.Nodes;
import io.eventbatcher.batching.node.TallyStore;
import io.eventbatcher.batching.position.PartitionPositions;
import io.eventbatcher.batching.position.PartitionProgress;
import io.eventbatcher.batching.streams.PreCommitHook;
import io.eventbatcher.config.DedupeSettings;
import io.eventbatcher.config.DedupeSettings.OnConflict;
import io.eventbatcher.deadletter.Reason;
import io.eventbatcher.ledger.Account;
import io.eventbatcher.ledger.Tally;
import io.eventbatcher.record.Bundle;
import io.eventbatcher.record.Item;
import io.eventbatcher.route.Route;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Drops events that were seen within the window. An event with a known uuid and different content becomes a dead letter, unless the
 * settings say to drop conflicts. A replay is looked up by the replay's id, because the uuid was seen when the event first came; a replay
 * adds entries for both. Events that pass go on as an {@link Item}, dead letters as bytes.
 */
public final class DedupeProcessor implements Processor<byte[], byte[], byte[], Object> {
    private static final Tally PASSED = new Tally(1, 0, 0, 0);
    private static final Tally DUPLICATE = new Tally(1, 0, 1, 0);
    private static final Tally DIED = new Tally(1, 0, 0, 1);

    private final Route route;
    private final DedupeSettings settings;
    private final PartitionPositions positions;
    private final DedupeKeyHash keys = new DedupeKeyHash();
    private @Nullable ProcessorContext<byte[], Object> context;
    private @Nullable DedupeWindow window;
    private TallyStore.@Nullable Counter counter;
    private @Nullable PartitionProgress progress;

    private DedupeProcessor(Route route, DedupeSettings settings, PartitionPositions positions) {
        this.route = route;
        this.settings = settings;
        this.positions = positions;
    }

    public static ProcessorSupplier<byte[], byte[], byte[], Object> supplier(
            Route route, DedupeSettings settings, PartitionPositions positions) {
        return () -> new DedupeProcessor(route, settings, positions);
    }

    @Override
    public void init(ProcessorContext<byte[], Object> context) {
        this.context = context;
        DedupeStore store = context.getStateStore(Nodes.dedupeStore(route));
        DedupeWindow seen = new DedupeWindow(store, store.times());
        window = seen;
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
            seen.write(context.currentSystemTimeMs());
        });
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        ProcessorContext<byte[], Object> forward = Nodes.initialised(context);
        Nodes.initialised(progress)
                .arrived(forward.recordMetadata().orElseThrow().offset());
        long now = forward.currentSystemTimeMs();
        List<Item> items = Bundle.read(record.value());
        List<DedupeKey> keysOfItems = items.stream().map(this::key).toList();
        Nodes.initialised(window).lookUp(keysOfItems, now);
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            Tally tally = switch (seen(item, keysOfItems.get(i), now)) {
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

    private DedupeKey key(Item item) {
        String replayId = item.replayId();
        return replayId == null ? keyOfEvent(item) : keys.ofReplay(replayId);
    }

    private DedupeKey keyOfEvent(Item item) {
        return keys.ofEvent(scope(item), item.uuid());
    }

    /** Looks an item up, and adds an entry when the item is new. */
    private DedupeWindow.Seen seen(Item item, DedupeKey key, long now) {
        DedupeWindow entries = Nodes.initialised(window);
        long content = item.contentHash();
        boolean replay = item.replayId() != null;
        DedupeWindow.Seen seen = entries.find(key, content, now);
        if (seen != DedupeWindow.Seen.NEVER) {
            // the id of a replay stands for its content
            return replay ? DedupeWindow.Seen.SAME : seen;
        }
        entries.add(key, content, now);
        if (replay) {
            entries.add(keyOfEvent(item), content, now);
        }
        return DedupeWindow.Seen.NEVER;
    }

    /** HubSpot's own scope for uuids. */
    private String scope(Item item) {
        return route.ordered() ? item.identity() : Objects.requireNonNullElse(item.eventName(), "");
    }

    private Tally conflict(Item item, long now) {
        if (settings.onConflict() == OnConflict.DROP) {
            return DUPLICATE;
        }
        String message =
                "An event with this uuid but other content came within the dedupe window. If the producer serialises"
                        + " the same event anew, set dedupe.on-conflict to drop; else give each event its own uuid.";
        Nodes.initialised(context)
                .forward(
                        BatchingDeadLetters.of(route, item, Reason.UUID_CONFLICT, message, now),
                        Nodes.deadLetters(route));
        return DIED;
    }

    @Override
    public void close() {
        if (progress != null) {
            positions.end(progress);
        }
    }
}
