package io.eventbatcher.route;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A row of the table of routes. Limits are the API's own (see {@code docs/hubspot-api.md}); settings of operators have their defaults here
 * and their keys in {@code io.eventbatcher.config.RouteSettings}.
 */
public enum Route {
    /** Custom behavioral events: whole batches succeed or fail, in any order. */
    BEHAVIORAL(
            "behavioral",
            "BehavioralEvent",
            "hubspot.behavioral-events",
            "/events/2026-03/send/batch",
            500,
            Proof.WHOLE,
            Order.NONE,
            Quota.EVENTS,
            8,
            Duration.ofSeconds(1)),

    /** Marketing events by external ids: created or changed, answered by position. */
    MARKETING_UPSERT(
            "marketing-upsert",
            "MarketingEventUpsert",
            "hubspot.marketing-event-upserts",
            "/marketing/marketing-events/2026-03/events/upsert",
            100,
            Proof.BY_POSITION,
            Order.PER_IDENTITY,
            Quota.ACCOUNT,
            4,
            Duration.ofSeconds(10)),

    /** Marketing events by object id: changed, answered by id, partly failing with a 207. */
    MARKETING_UPDATE(
            "marketing-update",
            "MarketingEventUpdate",
            "hubspot.marketing-event-updates",
            "/marketing/marketing-events/2026-03/batch/update",
            100,
            Proof.BY_ID,
            Order.PER_IDENTITY,
            Quota.ACCOUNT,
            4,
            Duration.ofSeconds(10));

    /** The way in which a successful answer proves that an input was taken. */
    public enum Proof {
        /** A 204 takes every input of the request. */
        WHOLE,
        /** A 200 lists results in the order of the inputs. */
        BY_POSITION,
        /** A 200 or 207 lists results that carry the input's object id. */
        BY_ID
    }

    /** The events that must reach HubSpot in the order of their source partition. */
    public enum Order {
        NONE,
        /** Events about the same marketing event: a lane sends one request at a time, with one input per identity. */
        PER_IDENTITY
    }

    /** The rate limit of a route. */
    public enum Quota {
        /** 1,250 requests a second, outside the account's limits. */
        EVENTS,
        /** The account's ten-second and daily limits, shared by both marketing routes. */
        ACCOUNT
    }

    private final String label;
    private final String recordName;
    private final String defaultTopic;
    private final String defaultPath;
    private final int maxInputs;
    private final Proof proof;
    private final Order order;
    private final Quota quota;
    private final int defaultLanes;
    private final Duration defaultLinger;

    Route(
            String label,
            String recordName,
            String defaultTopic,
            String defaultPath,
            int maxInputs,
            Proof proof,
            Order order,
            Quota quota,
            int defaultLanes,
            Duration defaultLinger) {
        this.label = label;
        this.recordName = recordName;
        this.defaultTopic = defaultTopic;
        this.defaultPath = defaultPath;
        this.maxInputs = maxInputs;
        this.proof = proof;
        this.order = order;
        this.quota = quota;
        this.defaultLanes = defaultLanes;
        this.defaultLinger = defaultLinger;
    }

    /** The name in configuration, topic names, headers, metric tags and command-line filters, verbatim. */
    public String label() {
        return label;
    }

    /** The simple name of the Avro record that the route accepts. */
    public String recordName() {
        return recordName;
    }

    /** The source topic, unless configured otherwise. */
    public String defaultTopic() {
        return defaultTopic;
    }

    /** The path below the API's base URL, unless configured otherwise: HubSpot moves its paths. */
    public String defaultPath() {
        return defaultPath;
    }

    /** The most inputs of a request: documented for behavioral events, by analogy with the CRM's batches for marketing events. */
    public int maxInputs() {
        return maxInputs;
    }

    public Proof proof() {
        return proof;
    }

    /** True if requests about an identity must keep the order of their source partition. */
    public boolean ordered() {
        return order == Order.PER_IDENTITY;
    }

    /** True if HubSpot must know an event by its name, which somebody has defined in the account. */
    public boolean hasNames() {
        return this == BEHAVIORAL;
    }

    public Quota quota() {
        return quota;
    }

    /** The number of lanes, the unit of parallelism, unless configured otherwise. */
    public int defaultLanes() {
        return defaultLanes;
    }

    /** The longest an event waits for its batch to fill, unless configured otherwise. */
    public Duration defaultLinger() {
        return defaultLinger;
    }

    /** The route with the given label. */
    public static Optional<Route> labelled(String label) {
        return Arrays.stream(values())
                .filter(route -> route.label.equals(label))
                .findFirst();
    }

    /** All labels, for messages: {@code behavioral, marketing-upsert, marketing-update}. */
    public static String labels() {
        return Arrays.stream(values()).map(Route::label).collect(Collectors.joining(", "));
    }

    @Override
    public String toString() {
        return label;
    }
}
