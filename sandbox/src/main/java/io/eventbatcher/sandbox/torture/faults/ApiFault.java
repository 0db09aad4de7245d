package io.eventbatcher.sandbox.torture.faults;

import io.eventbatcher.sandbox.simulator.api.TakenInput;
import io.eventbatcher.sandbox.simulator.faults.Effect;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/** The faults of single requests. Every fault has a defined consequence, and no fault may cost an event. */
public enum ApiFault {
    RESET_BEFORE("reset-before-applying", Kind.FAILING),
    RESET_AFTER("reset-after-applying", Kind.FAILING),
    GATEWAY_TIMEOUT_AFTER("504-after-applying", Kind.FAILING),
    ORIGIN_TIMEOUT_AFTER("524-after-applying", Kind.FAILING),
    SLOW("slow-answer", Kind.PASSING),
    TOO_SLOW("too-slow-answer", Kind.FAILING),
    HTML("html-body", Kind.FAILING),
    REQUEST_TIMEOUT("408", Kind.PASSING),
    CONFLICT("409", Kind.DIVIDING),
    RATE_LIMIT("429-rolling", Kind.PASSING),
    SERVER_ERROR("500", Kind.FAILING),
    BAD_GATEWAY("502", Kind.FAILING),
    UNAVAILABLE("503-retry-after", Kind.FAILING),
    GATEWAY_TIMEOUT("504", Kind.FAILING),
    DOWN("521", Kind.FAILING),
    UNREACHABLE("523", Kind.FAILING),
    TEAPOT("418", Kind.PASSING),
    LOCKED("423", Kind.LASTING),
    DAILY_LIMIT("429-daily", Kind.LASTING),
    MIGRATION("477", Kind.LASTING),
    UNAUTHORIZED("401", Kind.LASTING),
    FORBIDDEN("403", Kind.LASTING),
    WRONG_PATH("404-path", Kind.LASTING),
    METHOD_NOT_ALLOWED("405", Kind.LASTING),
    REDIRECT("302", Kind.LASTING),
    GONE("410", Kind.LASTING),
    TRUNCATED("truncated-body", Kind.UNPROVEN),
    EMPTY_MULTI_STATUS("207-without-errors", Kind.UNPROVEN),
    LEFT_OUT("200-leaving-an-id-out", Kind.UNPROVEN),
    PROCESSING("status-processing", Kind.UNPROVEN);

    /** Longer than the services wait for an answer here. */
    static final Duration TOO_LONG = Duration.ofSeconds(8);

    private static final String DAILY_BODY = """
            {"status":"error","message":"You have reached your daily limit.","errorType":"RATE_LIMIT","policyName":"DAILY"}""";
    private static final String ROLLING_BODY = """
            {"status":"error","message":"You have reached your ten_secondly_rolling limit.","errorType":"RATE_LIMIT",\
            "policyName":"TEN_SECONDLY_ROLLING"}""";
    private static final String HTML_BODY = "<html><body><h1>Something went wrong</h1></body></html>";

    private final String label;
    private final Kind kind;

    /** The consequence of a fault. */
    public enum Kind {
        /** The request is tried again a little later; may befall any request at any time. */
        PASSING,
        /** The request is split in halves; befalls only requests with several inputs, because alone an event would be refused. */
        DIVIDING,
        /**
         * No answer or a 5xx: the request is tried again. An event that fails alone several times while HubSpot takes others expires;
         * therefore each event is hit once alone, beside faults in company.
         */
        FAILING,
        /** A lane, a quota or a route waits for a while; happens to all requests of a short time, not now and then. */
        LASTING,
        /**
         * The answer does not tell the result. The event is sent alone, and becomes a dead letter after the second such answer; therefore
         * each event is hit once.
         */
        UNPROVEN
    }

    ApiFault(String label, Kind kind) {
        this.label = label;
        this.kind = kind;
    }

    public String label() {
        return label;
    }

    public Kind kind() {
        return kind;
    }

    /** True for faults of a response body, because answers to events have no body. */
    boolean marketingOnly() {
        return kind == Kind.UNPROVEN;
    }

    /** @param inputs of the request; one at least */
    public Effect effect(List<TakenInput> inputs, RandomGenerator random) {
        return switch (this) {
            case RESET_BEFORE -> new Effect.Reset(false);
            case RESET_AFTER -> new Effect.Reset(true);
            case GATEWAY_TIMEOUT_AFTER -> new Effect.Answer(504).afterApplying();
            case ORIGIN_TIMEOUT_AFTER -> new Effect.Answer(524, HTML_BODY).afterApplying();
            case SLOW -> new Effect.Delayed(Duration.ofMillis(100 + random.nextInt(900)));
            case TOO_SLOW -> new Effect.Delayed(TOO_LONG);
            case HTML -> new Effect.Answer(502, HTML_BODY);
            case REQUEST_TIMEOUT -> new Effect.Answer(408);
            // alone it would be a rejection
            case CONFLICT -> inputs.size() > 1 ? Effect.Answer.conflict() : new Effect.None();
            case RATE_LIMIT -> new Effect.Answer(429, ROLLING_BODY);
            case SERVER_ERROR -> new Effect.Answer(500);
            case BAD_GATEWAY -> new Effect.Answer(502);
            case UNAVAILABLE -> new Effect.Answer(503).with("Retry-After", Integer.toString(random.nextInt(2)));
            case GATEWAY_TIMEOUT -> new Effect.Answer(504);
            case DOWN -> new Effect.Answer(521);
            case UNREACHABLE -> new Effect.Answer(523, HTML_BODY);
            case TEAPOT -> new Effect.Answer(418);
            case LOCKED -> new Effect.Answer(423);
            case DAILY_LIMIT -> new Effect.Answer(429, DAILY_BODY).with("Retry-After", "2");
            case MIGRATION -> new Effect.Answer(477).with("Retry-After", "2");
            case UNAUTHORIZED ->
                new Effect.Answer(401, "{\"status\":\"error\",\"category\":\"INVALID_AUTHENTICATION\"}");
            case FORBIDDEN -> new Effect.Answer(403, "{\"status\":\"error\",\"category\":\"MISSING_SCOPES\"}");
            case WRONG_PATH -> new Effect.Answer(404, HTML_BODY);
            case METHOD_NOT_ALLOWED -> new Effect.Answer(405);
            case REDIRECT -> new Effect.Answer(302, HTML_BODY).with("Location", "/login");
            case GONE -> Effect.Answer.gone();
            case TRUNCATED -> new Effect.Truncated();
            case EMPTY_MULTI_STATUS -> new Effect.EmptyMultiStatus();
            case LEFT_OUT ->
                new Effect.LeftOut(inputs.get(random.nextInt(inputs.size())).identity());
            case PROCESSING -> new Effect.Unfinished("PROCESSING", random.nextBoolean());
        };
    }
}
