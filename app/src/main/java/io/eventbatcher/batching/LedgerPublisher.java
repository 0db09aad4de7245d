package io.eventbatcher.batching;

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

/** Publishes the task's tallies to the ledger topic once a second, those that changed. Nothing is ever forwarded to it. */
final class LedgerPublisher implements Processor<byte[], byte[], byte[], byte[]> {
    static final Duration PERIOD = Duration.ofSeconds(1);

    private final String store;
    private final Map<Account, Tally> published = new HashMap<>();
    private @Nullable ProcessorContext<byte[], byte[]> context;
    private @Nullable TallyStore books;

    private LedgerPublisher(String store) {
        this.store = store;
    }

    static ProcessorSupplier<byte[], byte[], byte[], byte[]> supplier(String store) {
        return () -> new LedgerPublisher(store);
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        this.context = context;
        books = new TallyStore(context.getStateStore(store));
        // Streams may initialise a node again after it lost and restored its state.
        published.clear();
        context.schedule(PERIOD, PunctuationType.WALL_CLOCK_TIME, this::publish);
    }

    private void publish(long now) {
        ProcessorContext<byte[], byte[]> forward = Nodes.initialised(context);
        Nodes.initialised(books).forEach((account, tally) -> {
            if (!tally.equals(published.put(account, tally))) {
                forward.forward(new Record<>(account.toBytes(), tally.toBytes(), now));
            }
        });
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        throw new IllegalStateException("nothing is forwarded to the ledger's node");
    }
}
