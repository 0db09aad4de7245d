package io.eventbatcher.batching.source;

import io.eventbatcher.batching.batch.BatchBounds;
import io.eventbatcher.batching.node.BatchingDeadLetters;
import io.eventbatcher.batching.node.BatchingObserver;
import io.eventbatcher.batching.node.Nodes;
import io.eventbatcher.config.Settings;
import io.eventbatcher.deadletter.Reason;
import io.eventbatcher.ingest.Decoded;
import io.eventbatcher.ingest.Ingest;
import io.eventbatcher.log.LogThrottle;
import io.eventbatcher.record.Item;
import io.eventbatcher.record.SourceRecord;
import io.eventbatcher.route.Route;
import io.eventbatcher.time.Moment;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes items of records, and dead letters of records that cannot become an item. An item that no batch could hold becomes a dead letter
 * here: the item would not fit the topic on the way to the lane either. Belongs to one task.
 */
final class RecordIngester implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RecordIngester.class);

    private final Map<Route, RouteIngest> routes = new EnumMap<>(Route.class);
    private final BatchingDeadLetters deadLetters;
    private final LogThrottle log = new LogThrottle(Duration.ofMinutes(1));
    private @Nullable ProcessorContext<byte[], Object> context;

    /** A route's ingest, the bounds of the route's batches, and the node that receives the items. */
    private record RouteIngest(GuardedIngest ingest, BatchBounds bounds, String node) {}

    RecordIngester(Settings settings, Function<Route, Ingest> ingests, BatchingObserver observer) {
        deadLetters = new BatchingDeadLetters(settings, observer);
        for (Route route : settings.enabledRoutes()) {
            routes.put(
                    route,
                    new RouteIngest(
                            new GuardedIngest(ingests.apply(route)),
                            BatchBounds.of(settings, route),
                            Nodes.regroup(route)));
        }
    }

    void init(ProcessorContext<byte[], Object> forward) {
        context = forward;
    }

    /** The event, without the parts of the record that fit no topic of ours. */
    Arrival.Event fitting(Arrival.Event event) {
        String tooLarge = event.tooLarge() == null ? deadLetters.tooLarge(event.source()) : event.tooLarge();
        return tooLarge == null
                ? event
                : new Arrival.Event(event.route(), deadLetters.abridged(event.source()), event.replayId(), tooLarge);
    }

    /** Forwards an item or a dead letter; nothing for a record that is deferred. */
    IngestOutcome ingest(Arrival.Event event) {
        if (event.tooLarge() != null) {
            return reject(event.route(), event.source(), Reason.TOO_LARGE, List.of(event.tooLarge()), null, null);
        }
        RouteIngest route = routes.get(event.route());
        return route == null ? waitForRoute(event) : ingest(event, route);
    }

    private IngestOutcome ingest(Arrival.Event event, RouteIngest route) {
        Decoded decoded =
                route.ingest().decode(event, Nodes.initialised(context).currentSystemTimeMs());
        return decoded.fold(
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

    /** A record that was deferred before its route was disabled. */
    private IngestOutcome waitForRoute(Arrival.Event event) {
        if (log.tryLog(Moment.ofMillis(Nodes.initialised(context).currentSystemTimeMs()))) {
            LOG.atWarn()
                    .addKeyValue("route", event.route())
                    .addKeyValue("record", event.source().origin())
                    .log("Records of a disabled route wait; they go on when the route is enabled again.");
        }
        return IngestOutcome.DEFERRED;
    }

    /** Forwards a dead letter of a record whose route is not known. */
    IngestOutcome reject(Arrival.Unroutable unroutable) {
        return reject(null, unroutable.source(), Reason.INVALID_EVENT, unroutable.findings(), null, null);
    }

    /** Begins to fetch the schema of a record that is about to be deferred. */
    void prefetchSchema(Arrival.Event event) {
        RouteIngest route = routes.get(event.route());
        if (route != null && event.tooLarge() == null) {
            route.ingest().prefetchSchema(event);
        }
    }

    private IngestOutcome accept(Arrival.Event event, RouteIngest route, Item item) {
        String tooLarge = route.bounds().tooLarge(item);
        if (tooLarge != null) {
            return reject(
                    event.route(), event.source(), Reason.TOO_LARGE, List.of(tooLarge), item.uuid(), item.eventName());
        }
        ProcessorContext<byte[], Object> forward = Nodes.initialised(context);
        forward.forward(new Record<>(event.source().key(), item, forward.currentSystemTimeMs()), route.node());
        return IngestOutcome.ACCEPTED;
    }

    private IngestOutcome reject(
            @Nullable Route route,
            SourceRecord source,
            Reason reason,
            List<String> findings,
            @Nullable String uuid,
            @Nullable String eventName) {
        ProcessorContext<byte[], Object> forward = Nodes.initialised(context);
        forward.forward(
                deadLetters.of(route, source, reason, findings, uuid, eventName, forward.currentSystemTimeMs()),
                Nodes.INGEST_DEAD_LETTERS);
        return IngestOutcome.REJECTED;
    }

    @Override
    public void close() {
        routes.values().forEach(route -> route.ingest().close());
    }
}
