package io.eventbatcher.delivery.simulation;

import io.eventbatcher.config.Settings;
import io.eventbatcher.config.source.SettingsFile;
import io.eventbatcher.route.Route;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The beginning of a run.
 *
 * @param instances the names of the instances that start with it
 * @param lanes the lanes of each route
 * @param eventsPerSecond HubSpot's limit for behavioral requests
 * @param accountPerTenSeconds HubSpot's limit for marketing requests
 * @param behavioralInputs the most events in a behavioral request
 * @param start the wall clock at the beginning
 * @param idle the time between two turns of an instance that has nothing to do, and between two claims of it
 */
record Setup(
        List<String> instances,
        Map<Route, Integer> lanes,
        int eventsPerSecond,
        int accountPerTenSeconds,
        int behavioralInputs,
        Instant start,
        Duration idle) {
    static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private static final Duration AS_IN_TRUTH = Duration.ofMillis(250);

    /** One instance at HubSpot's usual limits, at noon. */
    static Setup usual() {
        return new Setup(List.of("one"), lanesOf(2, 1, 1), 1_250, 190, 500, NOON, AS_IN_TRUTH);
    }

    Setup instances(String... names) {
        return new Setup(List.of(names), lanes, eventsPerSecond, accountPerTenSeconds, behavioralInputs, start, idle);
    }

    Setup lanes(int behavioral, int upsert, int update) {
        return new Setup(
                instances,
                lanesOf(behavioral, upsert, update),
                eventsPerSecond,
                accountPerTenSeconds,
                behavioralInputs,
                start,
                idle);
    }

    private static Map<Route, Integer> lanesOf(int behavioral, int upsert, int update) {
        return Map.of(Route.BEHAVIORAL, behavioral, Route.MARKETING_UPSERT, upsert, Route.MARKETING_UPDATE, update);
    }

    int lanes(Route route) {
        return Objects.requireNonNull(lanes.get(route));
    }

    Setup limits(int events, int account) {
        return new Setup(instances, lanes, events, account, behavioralInputs, start, idle);
    }

    /** So many events in a behavioral request, at most. */
    Setup inputs(int most) {
        return new Setup(instances, lanes, eventsPerSecond, accountPerTenSeconds, most, start, idle);
    }

    Setup startingAt(Instant time) {
        return new Setup(instances, lanes, eventsPerSecond, accountPerTenSeconds, behavioralInputs, time, idle);
    }

    /** Fewer turns than in truth, so that an hour is simulated in less time. */
    Setup idling(Duration between) {
        return new Setup(instances, lanes, eventsPerSecond, accountPerTenSeconds, behavioralInputs, start, between);
    }

    /** The settings of the instance of this name. */
    Settings settings(String instance) {
        String routes = Arrays.stream(Route.values())
                .map(route -> "%s: {lanes: %d, max-inputs: %d}"
                        .formatted(
                                route.label(),
                                lanes.get(route),
                                route == Route.BEHAVIORAL ? behavioralInputs : route.maxInputs()))
                .collect(Collectors.joining(", "));
        return SettingsFile.parse("""
                {instance: %s, kafka: {bootstrap-servers: 'x:1'}, registry: {url: 'http://x'},
                 hubspot: {rate: {events-per-second: %d, account-per-ten-seconds: %d}}, routes: {%s}}""".formatted(instance, eventsPerSecond, accountPerTenSeconds, routes), Map.of());
    }
}
