package io.eventbatcher.batching.node;

import io.eventbatcher.ledger.Account;
import io.eventbatcher.ledger.Tally;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Publishes the task's changed tallies to the ledger topic and to an observer once a second. No node forwards records to the processor. */
public final class LedgerProcessor implements Processor<byte[], byte[], byte[], byte[]> {
    public static final Duration PERIOD = Duration.ofSeconds(1);

    private final String store;
    private final BatchingObserver observer;
    private final Map<Account, Tally> observed = new HashMap<>();
    private final Map<Account, TallyStore.Entry> published = new HashMap<>();
    private @Nullable ProcessorContext<byte[], byte[]> context;
    private @Nullable TallyStore tallies;

    private LedgerProcessor(String store, BatchingObserver observer) {
        this.store = store;
        this.observer = observer;
    }

    public static ProcessorSupplier<byte[], byte[], byte[], byte[]> supplier(String store, BatchingObserver observer) {
        return () -> new LedgerProcessor(store, observer);
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        this.context = context;
        TallyStore restored = new TallyStore(context.getStateStore(store));
        tallies = restored;
        // Streams may initialise a node again after it lost and restored its state.
        published.clear();
        observed.clear();
        restored.forEach((account, entry) -> {
            observed.put(account, entry.tally());
            observer.counted(account, Tally.ZERO, entry.tally().waiting());
        });
        context.schedule(PERIOD, PunctuationType.WALL_CLOCK_TIME, this::publish);
    }

    private void publish(long now) {
        ProcessorContext<byte[], byte[]> forward = Nodes.initialised(context);
        Nodes.initialised(tallies).forEach((account, entry) -> {
            if (!entry.equals(published.put(account, entry))) {
                forward.forward(new Record<>(account.toBytes(), entry.toLedger(), now));
                observe(account, entry.tally());
            }
        });
    }

    private void observe(Account account, Tally tally) {
        Tally before = observed.getOrDefault(account, Tally.ZERO);
        observed.put(account, tally);
        observer.counted(account, tally.minus(before), tally.waiting());
    }

    @Override
    public void close() {
        observed.keySet().forEach(observer::left);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        throw new IllegalStateException("nothing is forwarded to the ledger's node");
    }
}
