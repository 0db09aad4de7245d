package io.eventbatcher.tracing;

import io.eventbatcher.config.Settings;
import io.eventbatcher.hubspot.HubSpotClient;
import io.eventbatcher.hubspot.HubSpotRequest;
import io.eventbatcher.hubspot.LimitHeaders;
import io.eventbatcher.hubspot.Outcome;
import io.eventbatcher.route.Route;
import io.opentelemetry.api.trace.Span;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;

/** Gives each request a span, and each outcome the id of the span's trace. HubSpot is told nothing of the trace. */
final class TracedClient implements HubSpotClient {
    private final HubSpotClient client;
    private final RequestSpans spans;
    private final SpanExport export;

    private TracedClient(HubSpotClient client, RequestSpans spans, SpanExport export) {
        this.client = client;
        this.spans = spans;
        this.export = export;
    }

    static HubSpotClient open(HubSpotClient client, Settings settings, SpanCounts counts) {
        SpanExport export = SpanExport.open(settings, counts);
        return new TracedClient(client, new RequestSpans(settings, export.tracer(), counts), export);
    }

    @Override
    public CompletableFuture<Outcome> send(HubSpotRequest request) {
        Span span = spans.start(request);
        return span.isRecording()
                ? client.send(request).thenApply(outcome -> spans.ended(span, request, outcome))
                : client.send(request);
    }

    @Override
    public void onLimits(BiConsumer<Route, LimitHeaders> listener) {
        client.onLimits(listener);
    }

    /** Closes the client first: requests in flight end, and so do their spans. */
    @Override
    public void close() {
        client.close();
        export.close();
    }

    @Override
    public String toString() {
        return "TracedClient[" + client + "]";
    }
}
