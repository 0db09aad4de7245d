package io.eventbatcher.sandbox.bench.scenario;

import io.eventbatcher.sandbox.bench.figure.Spread;

/**
 * The figures of the service under a scenario.
 *
 * @param eventsPerSecond the median of several loads, all published before: from the first request accepted to 95 % of the load
 * @param ofClean the rate by that of a clean load beside
 * @param good events delivered, of all measured loads together
 * @param bad events that became dead letters
 * @param requests sent for these events
 * @param requestsPerBad requests beyond the fewest that could bring the good events, for each bad one; 0 without bad events
 * @param p50AgeMillis of the good events at half of the rate, from the record's timestamp to the simulator's acceptance
 */
public record ScenarioResult(
        Scenario scenario,
        double eventsPerSecond,
        Spread ofClean,
        long good,
        long bad,
        long requests,
        double requestsPerBad,
        double p50AgeMillis,
        double p99AgeMillis) {}
