package io.eventbatcher.batching.source;

import io.eventbatcher.batching.node.Nodes;
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
 * Keeps a record's origin, and stamps the record with the wall clock. A source timestamp is data: an ancient or far-future timestamp
 * could be refused by a topic of ours, or expire changelog records. The processor is the first node, because after the regrouping Kafka
 * would name the internal topic as origin.
 */
public final class OriginProcessor implements Processor<byte[], byte[], byte[], Arrival> {
    private final Map<String, Route> routes;
    private final ReplayHeaders replays;
    private @Nullable ProcessorContext<byte[], Arrival> context;

    private OriginProcessor(Map<String, Route> routes, ReplayHeaders replays) {
        this.routes = routes;
        this.replays = replays;
    }

    public static ProcessorSupplier<byte[], byte[], byte[], Arrival> supplier(Settings settings) {
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
        RecordMetadata metadata = forward.recordMetadata().orElseThrow();
        Origin origin = new Origin(metadata.topic(), metadata.partition(), metadata.offset(), record.timestamp());
        Route route = routes.get(metadata.topic());
        Arrival arrival = route == null
                ? replays.read(origin, record.key(), record.value(), record.headers())
                : new Arrival.Event(
                        route, new SourceRecord(origin, record.key(), record.value(), record.headers(), 0), null);
        forward.forward(new Record<>(record.key(), arrival, forward.currentSystemTimeMs(), new RecordHeaders()));
    }
}
