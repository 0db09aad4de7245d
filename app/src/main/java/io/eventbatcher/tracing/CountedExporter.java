package io.eventbatcher.tracing;

import io.eventbatcher.log.Causes;
import io.eventbatcher.log.Printable;
import io.opentelemetry.exporter.internal.FailedExportException.HttpExportException;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.net.URI;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts the spans that the collector takes and those that are lost, and logs the begin and the end of its absence, each once. */
final class CountedExporter implements SpanExporter {
    private static final Logger LOG = LoggerFactory.getLogger(CountedExporter.class);

    /** Repeats each failure, with a stack trace. Held here, because Java forgets the level of a logger that nobody holds. */
    private static final java.util.logging.Logger LIBRARY =
            java.util.logging.Logger.getLogger("io.opentelemetry.exporter");

    private final SpanExporter exporter;
    private final URI address;
    private final SpanCounts counts;
    private final AtomicBoolean failing = new AtomicBoolean();

    CountedExporter(SpanExporter exporter, URI address, SpanCounts counts) {
        this.exporter = exporter;
        this.address = address;
        this.counts = counts;
        LIBRARY.setLevel(Level.OFF);
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        int size = spans.size();
        counts.unqueued(size);
        CompletableResultCode result = exporter.export(spans);
        return result.whenComplete(() -> {
            if (result.isSuccess()) {
                taken(size);
            } else {
                refused(size, result.getFailureThrowable());
            }
        });
    }

    private void taken(int spans) {
        counts.addExported(spans);
        if (failing.compareAndSet(true, false)) {
            LOG.atInfo()
                    .addKeyValue("collector", address)
                    .addKeyValue("lost", counts.lost())
                    .log("The collector takes spans again.");
        }
    }

    private void refused(int spans, @Nullable Throwable cause) {
        counts.addLost(spans);
        if (failing.compareAndSet(false, true)) {
            LOG.atWarn()
                    .addKeyValue("collector", address)
                    .addKeyValue("cause", cause == null ? "unknown" : describe(cause))
                    .log(
                            "The collector takes no spans. Events go on; spans are lost until the collector takes them again.");
        }
    }

    /** The answer's status stands in an internal class of the library, which {@code SpanExportTest} watches. */
    private static String describe(Throwable cause) {
        return cause instanceof HttpExportException answered && answered.failedWithResponse()
                ? "status " + answered.getResponse().getStatusCode()
                : Printable.cause(Causes.root(cause));
    }

    @Override
    public CompletableResultCode flush() {
        return exporter.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
        return exporter.shutdown();
    }
}
