package io.eventbatcher.tracing;

import io.eventbatcher.hubspot.RequestInput;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Links from a request's span to the spans of the producers, by the W3C header {@value #HEADER} of the events' source records. A header of any other
 * form counts as none.
 */
final class ProducerLinks {
    static final String HEADER = "traceparent";

    /** OpenTelemetry's own bound. */
    static final int MOST = 128;

    /** A header of the present version has 55 characters; later versions may append. */
    private static final int LONGEST = 256;

    private static final TextMapGetter<String> HEADERS = new TextMapGetter<>() {
        @Override
        public @Nullable String get(@Nullable String traceParent, String key) {
            return key.equals(HEADER) ? traceParent : null;
        }
    };

    private ProducerLinks() {}

    /** Adds a link to each producer's span, up to {@link #MOST}, and returns the number of spans left out. */
    static int add(Span span, List<RequestInput> inputs) {
        Set<SpanContext> producers = new HashSet<>();
        for (RequestInput input : inputs) {
            input.headers(HEADER)
                    .filter(bytes -> bytes.length <= LONGEST)
                    .map(ProducerLinks::producer)
                    .filter(SpanContext::isValid)
                    .filter(producers::add)
                    .filter(producer -> producers.size() <= MOST)
                    .forEach(span::addLink);
        }
        return Math.max(0, producers.size() - MOST);
    }

    private static SpanContext producer(byte[] header) {
        String traceParent = new String(header, StandardCharsets.US_ASCII);
        Context context = W3CTraceContextPropagator.getInstance().extract(Context.root(), traceParent, HEADERS);
        return Span.fromContext(context).getSpanContext();
    }
}
