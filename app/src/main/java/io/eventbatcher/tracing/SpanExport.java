package io.eventbatcher.tracing;

import io.eventbatcher.config.ReportSettings;
import io.eventbatcher.config.Settings;
import io.eventbatcher.route.Release;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of spans from the end of a request to the collector: a bounded queue in memory, whose thread posts OTLP over HTTP by the JDK's client.
 * Nothing waits for the collector.
 */
final class SpanExport implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SpanExport.class);

    /** With 128 links each, about 25 MB. */
    static final int MOST_WAITING = 1_024;

    /** With 128 links each, below 2 MB; collectors take 4 MB at least. */
    private static final int MOST_IN_A_POST = 256;

    private static final Duration POST_EVERY = Duration.ofSeconds(1);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration POST_TIMEOUT = Duration.ofSeconds(10);

    /** The part of {@code shutdown-timeout} for the last spans: a twenty-fifth. */
    private static final int STOP_PART = 25;

    private final SdkTracerProvider provider;
    private final SpanCounts counts;
    private final Duration stopBound;

    private SpanExport(SdkTracerProvider provider, SpanCounts counts, Duration stopBound) {
        this.provider = provider;
        this.counts = counts;
        this.stopBound = stopBound;
    }

    /** @param settings with the address of a collector */
    static SpanExport open(Settings settings, SpanCounts counts) {
        ReportSettings.Tracing tracing = settings.report().tracing();
        URI address = tracing.address().orElseThrow();
        OtlpHttpSpanExporter otlp = OtlpHttpSpanExporter.builder()
                .setEndpoint(address.toString())
                .setConnectTimeout(CONNECT_TIMEOUT)
                .setTimeout(POST_TIMEOUT)
                .setCompression("gzip")
                .build();
        BatchSpanProcessor queue = BatchSpanProcessor.builder(new CountedExporter(otlp, address, counts))
                .setMaxQueueSize(MOST_WAITING)
                .setMaxExportBatchSize(MOST_IN_A_POST)
                .setScheduleDelay(POST_EVERY)
                .setExporterTimeout(POST_TIMEOUT)
                .build();
        SdkTracerProvider provider = SdkTracerProvider.builder()
                .setResource(resource(settings))
                .setSampler(Sampler.traceIdRatioBased(tracing.samplePercent() / 100.0))
                .setSpanLimits(SpanLimits.builder()
                        .setMaxNumberOfLinks(ProducerLinks.MOST)
                        .build())
                .addSpanProcessor(new BoundedProcessor(queue, counts, MOST_WAITING))
                .build();
        LOG.atInfo()
                .addKeyValue("collector", address)
                .addKeyValue("percent", tracing.samplePercent())
                .log("Requests to HubSpot are traced.");
        return new SpanExport(
                provider, counts, settings.upkeep().shutdownTimeout().dividedBy(STOP_PART));
    }

    private static Resource resource(Settings settings) {
        return Resource.getDefault()
                .merge(Resource.create(Attributes.of(
                        AttributeKey.stringKey("service.name"), settings.applicationId(),
                        AttributeKey.stringKey("service.instance.id"), settings.instance(),
                        AttributeKey.stringKey("service.version"), Release.VERSION)));
    }

    Tracer tracer() {
        return provider.get("io.eventbatcher", Release.VERSION);
    }

    /** Posts the spans that wait, if the collector takes them in time. */
    @Override
    public void close() {
        var unused = provider.shutdown().join(stopBound.toMillis(), TimeUnit.MILLISECONDS);
        int left = counts.giveUpWaiting();
        if (left > 0) {
            LOG.atInfo().addKeyValue("spans", left).log("The last spans did not reach the collector.");
        }
    }
}
