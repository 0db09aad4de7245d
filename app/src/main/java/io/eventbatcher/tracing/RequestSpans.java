package io.eventbatcher.tracing;

import io.eventbatcher.config.Settings;
import io.eventbatcher.hubspot.Facts;
import io.eventbatcher.hubspot.HubSpotRequest;
import io.eventbatcher.hubspot.Outcome;
import io.eventbatcher.hubspot.OutcomeName;
import io.eventbatcher.hubspot.credentials.HubSpotUrl;
import io.eventbatcher.route.Route;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import java.net.URI;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Spans of requests, with OpenTelemetry's conventional attributes of a client's HTTP requests and the service's own. No attribute tells anything of a
 * single event. A fault of tracing never fails a request: its span is lost.
 */
final class RequestSpans {
    private static final Logger LOG = LoggerFactory.getLogger(RequestSpans.class);
    private static final OutcomeName NAME = new OutcomeName();
    private static final Pattern WORD = Pattern.compile("[\\w-]{1,64}");

    private static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
    private static final AttributeKey<Long> RESEND_COUNT = AttributeKey.longKey("http.request.resend_count");
    private static final AttributeKey<Long> STATUS_CODE = AttributeKey.longKey("http.response.status_code");
    private static final AttributeKey<String> URL_FULL = AttributeKey.stringKey("url.full");
    private static final AttributeKey<String> URL_PATH = AttributeKey.stringKey("url.path");
    private static final AttributeKey<String> SERVER_ADDRESS = AttributeKey.stringKey("server.address");
    private static final AttributeKey<Long> SERVER_PORT = AttributeKey.longKey("server.port");
    private static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");
    private static final AttributeKey<String> ROUTE = AttributeKey.stringKey("event_batcher.route");
    private static final AttributeKey<Long> LANE = AttributeKey.longKey("event_batcher.lane");
    private static final AttributeKey<String> BATCH = AttributeKey.stringKey("event_batcher.batch");
    private static final AttributeKey<Long> INPUTS = AttributeKey.longKey("event_batcher.inputs");
    private static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("event_batcher.outcome");
    private static final AttributeKey<Long> LINKS_LEFT_OUT = AttributeKey.longKey("event_batcher.links_left_out");
    private static final AttributeKey<String> CATEGORY = AttributeKey.stringKey("hubspot.category");
    private static final AttributeKey<String> CORRELATION_ID = AttributeKey.stringKey("hubspot.correlation_id");

    private final Tracer tracer;
    private final SpanCounts counts;
    private final Map<Route, Target> targets = new EnumMap<>(Route.class);

    /** The name of a route's spans, and the attributes that all of them have. */
    private record Target(String name, Attributes attributes) {}

    RequestSpans(Settings settings, Tracer tracer, SpanCounts counts) {
        this.tracer = tracer;
        this.counts = counts;
        for (Route route : settings.enabledRoutes()) {
            URI url = HubSpotUrl.of(settings.hubspot(), settings.route(route).path())
                    .uri();
            targets.put(route, target(route, url));
        }
    }

    private static Target target(Route route, URI url) {
        boolean https = "https".equals(url.getScheme());
        int port = url.getPort() >= 0 ? url.getPort() : https ? 443 : 80;
        Attributes attributes = Attributes.builder()
                .put(METHOD, "POST")
                .put(URL_FULL, url.toString())
                .put(URL_PATH, url.getRawPath())
                .put(SERVER_ADDRESS, url.getHost())
                .put(SERVER_PORT, (long) port)
                .put(ROUTE, route.label())
                .build();
        return new Target("POST " + url.getRawPath(), attributes);
    }

    /** Starts the span of a request; a span that is not recorded if chance leaves the request out. */
    Span start(HubSpotRequest request) {
        try {
            Target target = Objects.requireNonNull(targets.get(request.route()));
            return tracer.spanBuilder(target.name())
                    .setNoParent()
                    .setSpanKind(SpanKind.CLIENT)
                    .setAllAttributes(target.attributes())
                    .startSpan();
        } catch (RuntimeException fault) {
            lost(fault);
            return Span.getInvalid();
        }
    }

    /** Ends the span of a request, and returns the outcome with the id of the trace. */
    Outcome ended(Span span, HubSpotRequest request, Outcome outcome) {
        try {
            describe(span, request);
            describe(span, outcome);
            span.end();
            return outcome.fold(new TracedOutcome(span.getSpanContext().getTraceId()));
        } catch (RuntimeException fault) {
            lost(fault);
            return outcome;
        }
    }

    private void lost(RuntimeException fault) {
        counts.addLost(1);
        LOG.atDebug().setCause(fault).log("A span is lost.");
    }

    private static void describe(Span span, HubSpotRequest request) {
        span.setAttribute(LANE, (long) request.lane());
        span.setAttribute(BATCH, request.batchId());
        span.setAttribute(INPUTS, (long) request.inputs().size());
        if (request.attempt() > 1) {
            span.setAttribute(RESEND_COUNT, request.attempt() - 1L);
        }
        int leftOut = ProducerLinks.add(span, request.inputs());
        if (leftOut > 0) {
            span.setAttribute(LINKS_LEFT_OUT, (long) leftOut);
        }
    }

    private static void describe(Span span, Outcome outcome) {
        Facts facts = outcome.facts();
        span.setAttribute(OUTCOME, outcome.fold(NAME));
        if (facts.answered()) {
            span.setAttribute(STATUS_CODE, (long) facts.status());
        }
        putIfWord(span, CATEGORY, facts.category());
        putIfWord(span, CORRELATION_ID, facts.correlationId());
        String error = error(outcome);
        if (error != null) {
            span.setAttribute(ERROR_TYPE, error);
            span.setStatus(StatusCode.ERROR);
        }
    }

    /** Whoever answers in HubSpot's place may say anything. */
    private static void putIfWord(Span span, AttributeKey<String> key, @Nullable String said) {
        if (said != null && WORD.matcher(said).matches()) {
            span.setAttribute(key, said);
        }
    }

    /** The kind of failure: the status if an answer has one of an error. HubSpot's message stays out, because it may quote an event. */
    private static @Nullable String error(Outcome outcome) {
        Facts facts = outcome.facts();
        if (!facts.answered()) {
            return outcome.unreachable() ? "no-answer" : "not-sent";
        }
        if (outcome.showsAcceptance()) {
            return null;
        }
        if (facts.status() >= 400) {
            return String.valueOf(facts.status());
        }
        return outcome instanceof Outcome.Retry || outcome instanceof Outcome.Halt ? outcome.fold(NAME) : null;
    }
}
