package io.eventbatcher.sandbox.bench.micro;

import io.eventbatcher.ingest.Decoded;
import io.eventbatcher.ingest.Ingest;
import io.eventbatcher.ingest.OriginNamer;
import io.eventbatcher.ingest.registry.SchemaAnswer;
import io.eventbatcher.record.Origin;
import io.eventbatcher.record.SourceRecord;
import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.load.plan.LoadPlan;
import io.eventbatcher.sandbox.load.plan.LoadSettings;
import io.eventbatcher.sandbox.load.plan.PlannedRecord;
import io.eventbatcher.sandbox.load.plan.ValueSchemas;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Decodes, validates and renders events of the load generator in turn. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH sets the fields
public class IngestBenchmark {
    private static final int EVENTS = 1_000;

    @Param({"behavioral", "marketing-upsert", "marketing-update"})
    public String route;

    private SourceRecord[] records;
    private Ingest ingest;
    private int next;

    @Setup
    public void setUp() {
        Route measured = Route.labelled(route).orElseThrow();
        Map<Route, Integer> schemaIds = new EnumMap<>(Route.class);
        for (Route any : Route.values()) {
            schemaIds.put(any, 1);
        }
        SchemaAnswer answer = new SchemaAnswer.Found(ValueSchemas.of(measured));
        ingest = Ingest.of(measured, id -> answer, OriginNamer.of("cluster", Origin::topic));
        records = new SourceRecord[EVENTS];
        int offset = 0;
        for (PlannedRecord planned : new LoadPlan(LoadSettings.of(EVENTS, 0, 0, 1, 4), schemaIds).of(measured)) {
            Origin origin = new Origin("source", planned.partition(), offset, 1);
            records[offset++] =
                    new SourceRecord(origin, planned.key(), planned.value(), new RecordHeaders(planned.headers()), 0);
        }
    }

    @Benchmark
    public Decoded decodeValidateRender() {
        next = (next + 1) % EVENTS;
        return ingest.decode(records[next], null);
    }
}
