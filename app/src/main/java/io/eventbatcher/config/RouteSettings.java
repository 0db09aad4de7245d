package io.eventbatcher.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.eventbatcher.route.Route;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What an operator may decide about a route.
 *
 * @param enabled whether its source topic is read; default true
 * @param topic the source topic
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
        String path,
        int lanes,
        Duration linger,
        int maxInputs,
        int maxBytes,
        int inFlight) {

    /** What a configuration file says of a route; whatever it leaves out has the route's own default. */
    public record Stated(
            @JsonProperty("enabled") @Nullable Boolean enabled,
            @JsonProperty("topic") @Nullable String topic,
            @JsonProperty("path") @Nullable String path,
            @JsonProperty("lanes") @Nullable Integer lanes,
            @JsonProperty("linger") @Nullable Duration linger,
            @JsonProperty("max-inputs") @Nullable Integer maxInputs,
            @JsonProperty("max-bytes") @Nullable Integer maxBytes,
            @JsonProperty("in-flight") @Nullable Integer inFlight) {
        static final Stated NOTHING = new Stated(null, null, null, null, null, null, null, null);
    }

    static RouteSettings of(Route route, Stated stated) {
        RouteSettings settings = new RouteSettings(
                stated.enabled == null || stated.enabled,
                stated.topic == null ? route.defaultTopic() : stated.topic,
                stated.path == null ? route.defaultPath() : stated.path,
                stated.lanes == null ? route.defaultLanes() : stated.lanes,
                stated.linger == null ? route.defaultLinger() : stated.linger,
                stated.maxInputs == null ? route.maxInputs() : stated.maxInputs,
                stated.maxBytes == null ? 1_000_000 : stated.maxBytes,
                stated.inFlight == null ? (route.ordered() ? 1 : 8) : stated.inFlight);
        settings.check(route);
        return settings;
    }

    /** A route as it is unless configured otherwise. */
    public static RouteSettings defaults(Route route) {
        return of(route, Stated.NOTHING);
    }

    private void check(Route route) {
        String key = "routes." + route.label() + ".";
        Check.present(key + "topic", topic, "name the source topic.");
        if (!path.startsWith("/")) {
            throw new ConfigurationException(
                    key + "path: '" + path + "' must start with a slash; the default is " + route.defaultPath() + ".");
        }
        Check.within(key + "lanes", lanes, 1, 256);
        Check.within(key + "linger", linger, Duration.ofMillis(10), Duration.ofMinutes(10));
        Check.within(key + "max-inputs", maxInputs, 1, route.maxInputs());
        Check.within(key + "max-bytes", maxBytes, 10_000, 50_000_000);
        Check.within(key + "in-flight", inFlight, 1, route.ordered() ? 1 : 64);
    }
}
