package io.eventbatcher.batching;

import io.eventbatcher.config.Settings;
import io.eventbatcher.deadletter.Reason;
import io.eventbatcher.ingest.Decoded;
import io.eventbatcher.ingest.Ingest;
import io.eventbatcher.ledger.Account;
import io.eventbatcher.ledger.Tally;
import io.eventbatcher.record.Item;
import io.eventbatcher.record.SourceRecord;
import io.eventbatcher.route.Route;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Makes items of records, and dead letters of those that cannot become one. An item that no batch could hold ends here too: it
 * would not fit the topic on the way to its lane either.
 */
final class IngestProcessor implements Processor<byte[], Arrival, byte[], byte[]> {
    private static final Tally PASSED = new Tally(1, 1, 0, 0);
    private static final Tally DIED = new Tally(1, 0, 0, 1);

    private final Map<Route, Lane> lanes = new EnumMap<>(Route.class);
    private final Map<String, byte[]> accounts = new HashMap<>();
    private final int mostSourceBytes;
    private @Nullable ProcessorContext<byte[], byte[]> context;
    private @Nullable Books books;

    /** Where a route's events go, and what they must pass. */
    private record Lane(Ingest ingest, Bounds bounds, String node) {}

    private IngestProcessor(Settings settings, Function<Route, Ingest> ingests) {
        // half of what a topic takes leaves ample room for the headers that tell why
        mostSourceBytes = settings.maxTopicRecordBytes() / 2;
        for (Route route : settings.enabledRoutes()) {
            lanes.put(route, new Lane(ingests.apply(route), Bounds.of(settings, route), Nodes.regroup(route)));
        }
    }

    static ProcessorSupplier<byte[], Arrival, byte[], byte[]> supplier(
            Settings settings, Function<Route, Ingest> ingests) {
        return () -> new IngestProcessor(settings, ingests);
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        this.context = context;
        KeyValueStore<byte[], byte[]> tallies = context.getStateStore(Nodes.INGEST_TALLIES);
        books = new Books(tallies);
    }

    @Override
    public void process(Record<byte[], Arrival> record) {
        record.value().fold(this::decode, this::refuse);
    }

    private void decode(Arrival.Event event) {
        Lane lane = Nodes.initialised(lanes.get(event.route()));
        Decoded decoded = lane.ingest().decode(event.source(), event.replayId());
        Tally tally = decoded.fold(
                accepted -> pass(event, lane, accepted.item()),
                refused -> die(
                        event.route(),
                        event.source(),
                        refused.reason(),
                        refused.findings(),
                        refused.uuid(),
                        refused.eventName()));
        count(tally);
    }

    private void refuse(Arrival.Unroutable unroutable) {
        count(die(null, unroutable.source(), Reason.INVALID_EVENT, unroutable.findings(), null, null));
    }

    private Tally pass(Arrival.Event event, Lane lane, Item item) {
        String tooLarge = lane.bounds().tooLarge(item);
        if (tooLarge != null) {
            return die(
                    event.route(), event.source(), Reason.TOO_LARGE, List.of(tooLarge), item.uuid(), item.eventName());
        }
        ProcessorContext<byte[], byte[]> forward = Nodes.initialised(context);
        forward.forward(new Record<>(event.source().key(), item.toBytes(), forward.currentSystemTimeMs()), lane.node());
        return PASSED;
    }

    private Tally die(
            @Nullable Route route,
            SourceRecord source,
            Reason reason,
            List<String> findings,
            @Nullable String uuid,
            @Nullable String eventName) {
        checkFits(source);
        ProcessorContext<byte[], byte[]> forward = Nodes.initialised(context);
        forward.forward(
                DeadLetters.of(route, source, reason, findings, uuid, eventName, forward.currentSystemTimeMs()),
                Nodes.INGEST_DEAD_LETTERS);
        return DIED;
    }

    /** A record that no topic of ours can take must not be lost: this half stops at it and says what to do. */
    private void checkFits(SourceRecord source) {
        byte[] key = source.key();
        byte[] value = source.value();
        long size = (key == null ? 0L : key.length) + (value == null ? 0L : value.length);
        if (size > mostSourceBytes) {
            throw new IllegalStateException("The record " + source.origin() + " has " + size
                    + " bytes, more than our topics are made for, so it cannot become a dead letter either. Raise"
                    + " max-record-bytes, and max.message.bytes of our topics with it.");
        }
    }

    private void count(Tally tally) {
        ProcessorContext<byte[], byte[]> counted = Nodes.initialised(context);
        String topic = counted.recordMetadata().orElseThrow().topic();
        byte[] account = accounts.get(topic);
        if (account == null) {
            int partition = counted.taskId().partition();
            account = new Account(Account.Stage.INGEST, topic, partition).toBytes();
            accounts.put(topic, account);
        }
        Nodes.initialised(books).count(account, tally);
    }
}
