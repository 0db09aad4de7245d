package io.eventbatcher.batching.source;

import io.eventbatcher.batching.batch.BatchBounds;
import io.eventbatcher.batching.node.BatchingDeadLetters;
import io.eventbatcher.batching.node.Nodes;
import io.eventbatcher.config.Settings;
import io.eventbatcher.deadletter.Reason;
import io.eventbatcher.ingest.Ingest;
import io.eventbatcher.record.Item;
import io.eventbatcher.record.SourceRecord;
import io.eventbatcher.route.Route;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Makes items of records, and dead letters of records that cannot become an item. An item that no batch could hold becomes a dead letter
 * here: the item would not fit the topic on the way to the lane either. Belongs to one task.
 */
final class RecordIngester implements AutoCloseable {
    private final Map<Route, RouteIngest> routes = new EnumMap<>(Route.class);
    private final long mostSourceBytes;
    private @Nullable ProcessorContext<byte[], byte[]> context;

    /** A route's ingest, the bounds of the route's batches, and the node that receives the items. */
    private record RouteIngest(Ingest ingest, BatchBounds bounds, String node) {}

    RecordIngester(Settings settings, Function<Route, Ingest> ingests) {
        mostSourceBytes = settings.maxTopicRecordBytes() - (long) BatchingDeadLetters.MOST_HEADER_BYTES;
        for (Route route : settings.enabledRoutes()) {
            routes.put(
                    route,
                    new RouteIngest(ingests.apply(route), BatchBounds.of(settings, route), Nodes.regroup(route)));
        }
    }

    void init(ProcessorContext<byte[], byte[]> forward) {
        context = forward;
    }

    /** Forwards an item or a dead letter; nothing for a record that is deferred. */
    IngestOutcome ingest(Arrival.Event event) {
        RouteIngest route = Nodes.initialised(routes.get(event.route()));
        return route.ingest()
                .decode(event.source(), event.replayId())
                .fold(
                        accepted -> accept(event, route, accepted.item()),
                        refused -> reject(
                                event.route(),
                                event.source(),
                                refused.reason(),
                                refused.findings(),
                                refused.uuid(),
                                refused.eventName()),
                        deferred -> IngestOutcome.DEFERRED);
    }

    /** Forwards a dead letter of a record whose route is not known. */
    IngestOutcome reject(Arrival.Unroutable unroutable) {
        return reject(null, unroutable.source(), Reason.INVALID_EVENT, unroutable.findings(), null, null);
    }

    /** Begins to fetch the schema of a record that is about to be deferred. */
    void prefetchSchema(Arrival.Event event) {
        checkFits(event.source());
        Nodes.initialised(routes.get(event.route())).ingest().prefetchSchema(event.source());
    }

    private IngestOutcome accept(Arrival.Event event, RouteIngest route, Item item) {
        String tooLarge = route.bounds().tooLarge(item);
        if (tooLarge != null) {
            return reject(
                    event.route(), event.source(), Reason.TOO_LARGE, List.of(tooLarge), item.uuid(), item.eventName());
        }
        ProcessorContext<byte[], byte[]> forward = Nodes.initialised(context);
        forward.forward(
                new Record<>(event.source().key(), item.toBytes(), forward.currentSystemTimeMs()), route.node());
        return IngestOutcome.ACCEPTED;
    }

    private IngestOutcome reject(
            @Nullable Route route,
            SourceRecord source,
            Reason reason,
            List<String> findings,
            @Nullable String uuid,
            @Nullable String eventName) {
        checkFits(source);
        ProcessorContext<byte[], byte[]> forward = Nodes.initialised(context);
        forward.forward(
                BatchingDeadLetters.of(route, source, reason, findings, uuid, eventName, forward.currentSystemTimeMs()),
                Nodes.INGEST_DEAD_LETTERS);
        return IngestOutcome.REJECTED;
    }

    /** Batching stops at a record that no topic of ours can take: a record must not be lost. */
    private void checkFits(SourceRecord source) {
        long size = size(source);
        if (size > mostSourceBytes) {
            throw new IllegalStateException("The record " + source.origin() + " has " + size
                    + " bytes, more than our topics are made for, so it cannot become a dead letter either. Raise"
                    + " max-record-bytes, and max.message.bytes of our topics with it.");
        }
    }

    /** The record's size on a topic, at most: payload, and headers with their lengths. */
    private static long size(SourceRecord source) {
        byte[] key = source.key();
        byte[] value = source.value();
        long size = (key == null ? 0L : key.length) + (value == null ? 0L : value.length);
        for (Header header : source.headers()) {
            // a character is three bytes of UTF-8 at most; two lengths of five bytes
            size += 3L * header.key().length() + (header.value() == null ? 0 : header.value().length) + 10;
        }
        return size;
    }

    @Override
    public void close() {
        routes.values().forEach(route -> route.ingest().close());
    }
}
