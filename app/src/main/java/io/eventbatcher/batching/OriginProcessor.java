package io.eventbatcher.batching;

import io.eventbatcher.config.Settings;
import io.eventbatcher.record.Origin;
import io.eventbatcher.record.SourceRecord;
import io.eventbatcher.route.Route;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Remembers where a record came from, and gives it the wall clock for its further way: a source timestamp is data, and an ancient
 * or far-future one could be refused by a topic of ours or expire marks in a changelog. First of all nodes, because after the
 * regrouping Kafka would name the internal topic.
 */
final class OriginProcessor implements Processor<byte[], byte[], byte[], Arrival> {
    private final Map<String, Route> routes;
    private final ReplayHeaders replays;
    private @Nullable ProcessorContext<byte[], Arrival> context;

    private OriginProcessor(Map<String, Route> routes, ReplayHeaders replays) {
        this.routes = routes;
        this.replays = replays;
    }

    static ProcessorSupplier<byte[], byte[], byte[], Arrival> supplier(Settings settings) {
        Map<String, Route> routes = new HashMap<>();
        settings.enabledRoutes()
                .forEach(route -> routes.put(settings.route(route).topic(), route));
        ReplayHeaders replays = new ReplayHeaders(EnumSet.copyOf(settings.enabledRoutes()));
        return () -> new OriginProcessor(routes, replays);
    }

    @Override
    public void init(ProcessorContext<byte[], Arrival> context) {
        this.context = context;
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        ProcessorContext<byte[], Arrival> forward = Nodes.initialised(context);
        RecordMetadata place = forward.recordMetadata().orElseThrow();
        Origin origin = new Origin(place.topic(), place.partition(), place.offset(), record.timestamp());
        Route route = routes.get(place.topic());
        Arrival arrival = route == null
                ? replays.read(origin, record.key(), record.value(), record.headers())
                : new Arrival.Event(
                        route, new SourceRecord(origin, record.key(), record.value(), record.headers(), 0), null);
        forward.forward(new Record<>(record.key(), arrival, forward.currentSystemTimeMs(), new RecordHeaders()));
    }
}
