package io.eventbatcher.batching.batch;

import io.eventbatcher.batching.node.BatchingDeadLetters;
import io.eventbatcher.batching.node.BatchingObserver;
import io.eventbatcher.batching.node.Nodes;
import io.eventbatcher.batching.node.TallyStore;
import io.eventbatcher.batching.streams.PreCommitHook;
import io.eventbatcher.config.Settings;
import io.eventbatcher.deadletter.Reason;
import io.eventbatcher.ledger.Account;
import io.eventbatcher.ledger.Tally;
import io.eventbatcher.record.Batch;
import io.eventbatcher.record.Batch.ClosedBy;
import io.eventbatcher.record.Item;
import io.eventbatcher.route.Route;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Gathers a lane's items into batches. A batch closes at the first of the bounds, or when the oldest event has waited for the linger. */
public final class BatchProcessor implements Processor<byte[], Object, byte[], byte[]> {
    private static final Tally DIED = new Tally(0, 0, 0, 1);
    private static final Duration LONGEST_PERIOD = Duration.ofMillis(100);

    private final Route route;
    private final BatchBounds bounds;
    private final Duration linger;
    private final BatchingDeadLetters deadLetters;
    private final BatchingObserver observer;
    private @Nullable ProcessorContext<byte[], byte[]> context;
    private @Nullable BatchBuffer buffer;
    private TallyStore.@Nullable Counter counter;
    private @Nullable Account account;

    private BatchProcessor(
            Route route,
            BatchBounds bounds,
            Duration linger,
            BatchingDeadLetters deadLetters,
            BatchingObserver observer) {
        this.route = route;
        this.bounds = bounds;
        this.linger = linger;
        this.deadLetters = deadLetters;
        this.observer = observer;
    }

    public static ProcessorSupplier<byte[], Object, byte[], byte[]> supplier(
            Route route, Settings settings, BatchingObserver observer) {
        BatchBounds bounds = BatchBounds.of(settings, route);
        Duration linger = settings.route(route).linger();
        BatchingDeadLetters deadLetters = new BatchingDeadLetters(settings, observer);
        return () -> new BatchProcessor(route, bounds, linger, deadLetters, observer);
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        this.context = context;
        KeyValueStore<Integer, byte[]> slots = context.getStateStore(Nodes.buffer(route));
        BatchBuffer waiting = BatchBuffer.restored(slots);
        buffer = waiting;
        KeyValueStore<byte[], byte[]> tallyStore = context.getStateStore(Nodes.tallies(route));
        TallyStore tallies = new TallyStore(tallyStore);
        Account ofLane = new Account(Account.Stage.BATCHING, route.label(), lane());
        account = ofLane;
        counter = tallies.counter(ofLane);
        PreCommitHook hook = context.getStateStore(Nodes.preCommit(route));
        hook.beforeCommit(() -> {
            waiting.write();
            tallies.write();
        });
        // The wall clock, because stream time stands still when input stops.
        context.schedule(period(), PunctuationType.WALL_CLOCK_TIME, this::closeAfterLinger);
    }

    /** An event may wait so much longer than the linger at most. */
    private Duration period() {
        Duration quarter = linger.dividedBy(4);
        return quarter.compareTo(LONGEST_PERIOD) < 0 ? quarter : LONGEST_PERIOD;
    }

    @Override
    public void process(Record<byte[], Object> record) {
        BatchBuffer waiting = Nodes.initialised(buffer);
        long now = Nodes.initialised(context).currentSystemTimeMs();
        Item item = (Item) record.value();
        String tooLarge = bounds.tooLarge(item);
        if (tooLarge != null) {
            // ingest lets none pass, but the bounds may have been lowered since
            Nodes.initialised(context)
                    .forward(deadLetters.of(route, item, Reason.TOO_LARGE, tooLarge, now), Nodes.deadLetters(route));
            Nodes.initialised(counter).add(DIED);
            return;
        }
        ClosedBy broken = waiting.isEmpty() ? null : bounds.brokenBy(waiting, item);
        if (broken != null) {
            close(waiting, broken, now);
        }
        waiting.add(item, now);
        if (waiting.inputs() >= bounds.inputs()) {
            close(waiting, ClosedBy.INPUTS, now);
        }
    }

    private void closeAfterLinger(long now) {
        BatchBuffer waiting = Nodes.initialised(buffer);
        if (!waiting.isEmpty() && lingered(waiting, now)) {
            close(waiting, ClosedBy.LINGER, now);
        }
        if (waiting.isEmpty()) {
            observer.waitsNoMore(Nodes.initialised(account));
        } else {
            observer.waitsSince(Nodes.initialised(account), route, waiting.openedAt());
        }
    }

    /** True also for an arrival in the future, as after a restart with a clock set back: nobody knows how long the event has waited. */
    private boolean lingered(BatchBuffer waiting, long now) {
        long waited = now - waiting.openedAt();
        return waited < 0 || waited >= linger.toMillis();
    }

    private void close(BatchBuffer waiting, ClosedBy closedBy, long now) {
        List<Item> items = waiting.drain();
        Batch batch = new Batch(route, lane(), now, closedBy, items);
        Nodes.initialised(context)
                .forward(new Record<>(LanePartitioner.key(lane()), batch.toBytes(), now), Nodes.batches(route));
        Nodes.initialised(counter).add(new Tally(0, items.size(), 0, 0));
        observer.closed(route, closedBy, items.size());
    }

    @Override
    public void close() {
        if (account != null) {
            observer.waitsNoMore(account);
        }
    }

    /** A lane is a partition of the route's repartition topic, and of the route's batches topic. */
    private int lane() {
        return Nodes.initialised(context).taskId().partition();
    }
}
