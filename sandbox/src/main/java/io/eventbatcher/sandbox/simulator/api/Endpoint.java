package io.eventbatcher.sandbox.simulator.api;

import io.eventbatcher.route.Route;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The simulated endpoints of HubSpot, with path, scope and largest batch. */
public enum Endpoint {
    BEHAVIORAL("behavioral", "/events/2026-03/send/batch", "/events/v3/send/batch", Scopes.EVENTS, 500, true, false),
    BEHAVIORAL_SINGLE("behavioral-single", "/events/2026-03/send", "", Scopes.EVENTS, 1, false, false),
    BEHAVIORAL_V3("behavioral-v3", "/events/v3/send", "", Scopes.EVENTS, 1, false, false),
    MARKETING_UPSERT(
            "marketing-upsert",
            "/marketing/marketing-events/2026-03/events/upsert",
            "/marketing/v3/marketing-events/events/upsert",
            Scopes.MARKETING_EVENTS,
            100,
            true,
            true),
    MARKETING_UPDATE(
            "marketing-update",
            "/marketing/marketing-events/2026-03/batch/update",
            "/marketing/v3/marketing-events/batch/update",
            Scopes.MARKETING_EVENTS,
            100,
            true,
            true);

    private final String label;
    private final String path;
    private final String oldPath;
    private final String scope;
    private final int largestBatch;
    private final boolean batch;
    private final boolean marketing;

    Endpoint(
            String label,
            String path,
            String oldPath,
            String scope,
            int largestBatch,
            boolean batch,
            boolean marketing) {
        this.label = label;
        this.path = path;
        this.oldPath = oldPath;
        this.scope = scope;
        this.largestBatch = largestBatch;
        this.batch = batch;
        this.marketing = marketing;
    }

    /** The name in the read-back and in faults; for the routes of the service, the route's own name. */
    public String label() {
        return label;
    }

    public String path() {
        return path;
    }

    /** The present path, and the path of v3 if HubSpot has another. */
    public List<String> paths() {
        return oldPath.isEmpty() ? List.of(path) : List.of(path, oldPath);
    }

    /** The granular scope a token needs. */
    public String scope() {
        return scope;
    }

    /** The most inputs in one request: documented for events, HubSpot's CRM rule for marketing events. */
    public int largestBatch() {
        return largestBatch;
    }

    /** True if the body is {@code {"inputs":[…]}}; otherwise the body is one bare input. */
    public boolean batch() {
        return batch;
    }

    /** True for marketing events, with the account's ten-second and daily limits and an order per identity. */
    public boolean marketing() {
        return marketing;
    }

    /** The endpoint of a route. */
    public static Endpoint of(Route route) {
        return switch (route) {
            case BEHAVIORAL -> BEHAVIORAL;
            case MARKETING_UPSERT -> MARKETING_UPSERT;
            case MARKETING_UPDATE -> MARKETING_UPDATE;
        };
    }

    public static Optional<Endpoint> labelled(String label) {
        return Stream.of(values())
                .filter(endpoint -> endpoint.label.equals(label))
                .findFirst();
    }

    /** The scopes by name, because an enum's constructor cannot read the enum's constants. */
    public static final class Scopes {
        public static final String EVENTS = "analytics.behavioral_events.send";
        public static final String MARKETING_EVENTS = "crm.objects.marketing_events.write";

        private Scopes() {}
    }
}
