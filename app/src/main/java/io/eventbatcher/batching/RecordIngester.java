package io.eventbatcher.batching;

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
 * Makes items of records, and dead letters of those that cannot become one. An item that no batch could hold ends here too: it
 * would not fit the topic on the way to its lane either. Belongs to one task.
 */
final class RecordIngester implements AutoCloseable {
    private final Map<Route, Lane> lanes = new EnumMap<>(Route.class);
    private final long mostSourceBytes;
    private @Nullable ProcessorContext<byte[], byte[]> context;

    /** Where a route's events go, and what they must pass. */
    private record Lane(Ingest ingest, BatchBounds bounds, String node) {}

    RecordIngester(Settings settings, Function<Route, Ingest> ingests) {
        mostSourceBytes = settings.maxTopicRecordBytes() - (long) BatchingDeadLetters.MOST_HEADER_BYTES;
        for (Route route : settings.enabledRoutes()) {
            lanes.put(route, new Lane(ingests.apply(route), BatchBounds.of(settings, route), Nodes.regroup(route)));
        }
    }

    void init(ProcessorContext<byte[], byte[]> forward) {
        context = forward;
    }

    /** Forwards what becomes of the record; nothing when that cannot be told yet. */
    IngestOutcome judge(Arrival.Event event) {
        Lane lane = Nodes.initialised(lanes.get(event.route()));
        return lane.ingest()
                .decode(event.source(), event.replayId())
                .fold(
                        accepted -> pass(event, lane, accepted.item()),
                        refused -> die(
                                event.route(),
                                event.source(),
                                refused.reason(),
                                refused.findings(),
                                refused.uuid(),
                                refused.eventName()),
                        waiting -> IngestOutcome.UNDECIDED);
    }

    /** Says no to a record whose route is not known. */
    IngestOutcome refuse(Arrival.Unroutable unroutable) {
        return die(null, unroutable.source(), Reason.INVALID_EVENT, unroutable.findings(), null, null);
    }

    /** For a record that joins a line: what its turn needs begins to be fetched. */
    void foresee(Arrival.Event event) {
        checkFits(event.source());
        Nodes.initialised(lanes.get(event.route())).ingest().foresee(event.source());
    }

    private IngestOutcome pass(Arrival.Event event, Lane lane, Item item) {
        String tooLarge = lane.bounds().tooLarge(item);
        if (tooLarge != null) {
            return die(
                    event.route(), event.source(), Reason.TOO_LARGE, List.of(tooLarge), item.uuid(), item.eventName());
        }
        ProcessorContext<byte[], byte[]> forward = Nodes.initialised(context);
        forward.forward(new Record<>(event.source().key(), item.toBytes(), forward.currentSystemTimeMs()), lane.node());
        return IngestOutcome.ACCEPTED;
    }

    private IngestOutcome die(
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

    /** A record that no topic of ours can take must not be lost: this half stops at it and says what to do. */
    private void checkFits(SourceRecord source) {
        long size = size(source);
        if (size > mostSourceBytes) {
            throw new IllegalStateException("The record " + source.origin() + " has " + size
                    + " bytes, more than our topics are made for, so it cannot become a dead letter either. Raise"
                    + " max-record-bytes, and max.message.bytes of our topics with it.");
        }
    }

    /** What it takes on a topic: payload, and headers with their lengths. */
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
        lanes.values().forEach(lane -> lane.ingest().close());
    }
}
