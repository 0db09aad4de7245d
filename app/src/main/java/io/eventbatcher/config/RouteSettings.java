package io.eventbatcher.config;

import io.eventbatcher.route.Route;
import java.time.Duration;

/**
 * What an operator may decide about a route.
 *
 * @param enabled whether its source topic is read; default true
 * @param topic the source topic
 * @param api the kind of request it makes
 * @param path the path below the base URL
 * @param lanes partitions of the repartition and batches topics, 1 to 256; changing it needs a drained application
 * @param linger the longest an event waits for its batch to fill, 10ms to 10m
 * @param maxInputs inputs per request, up to the API's limit
 * @param maxBytes bytes of a request's body; default 1,000,000
 * @param inFlight requests in flight per lane; default 8 for behavioral, always 1 where order is kept
 */
public record RouteSettings(
        boolean enabled,
        String topic,
        Api api,
        String path,
        int lanes,
        Duration linger,
        int maxInputs,
        int maxBytes,
        int inFlight) {

    /** The kind of request. */
    public enum Api {
        /** {@code {"inputs":[…]}}. */
        BATCH,
        /** A single bare event, as HubSpot's v3 takes it. */
        V3;

        /** Where v3 is, unless configured otherwise. */
        public static final String V3_PATH = "/events/v3/send";
    }

    /** A route as it is unless configured otherwise. */
    public static RouteSettings defaults(Route route) {
        return SettingsMaker.route(Values.DEFAULTS, route);
    }
}
