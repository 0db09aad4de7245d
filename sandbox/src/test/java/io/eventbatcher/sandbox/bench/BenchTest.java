package io.eventbatcher.sandbox.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eventbatcher.fixtures.LongRuns;
import io.eventbatcher.route.Route;
import io.eventbatcher.time.Clocks;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That it measures at all; how fast is not for a test to say. */
class BenchTest {
    private static final long EVENTS = 1_000;

    /** One route; all of them in a long run. */
    static Set<Route> routes() {
        return LongRuns.either(EnumSet.of(Route.MARKETING_UPDATE), EnumSet.allOf(Route.class));
    }

    @ParameterizedTest
    @MethodSource("routes")
    void shouldMeasureEachRoute(Route route) throws IOException, InterruptedException {
        // Given
        BenchSettings settings = new BenchSettings(
                route, EVENTS, Duration.ofMillis(5), Duration.ZERO, Duration.ofMillis(500), Duration.ofMillis(200));
        List<String> said = new ArrayList<>();
        StringWriter table = new StringWriter();

        // When
        BenchResult result;
        try (Bench bench = Bench.start(settings, Clocks.SYSTEM, said::add)) {
            result = bench.run();
        }

        // Then
        JsonNode json = new ObjectMapper().readTree(BenchReport.json(result));
        assertThat(json.path("route").asText()).isEqualTo(route.label());
        assertThat(json.path("delivered").asLong()).isEqualTo(EVENTS);
        for (String figure : List.of(
                "ratio",
                "eventsPerSecond",
                "floorEventsPerSecond",
                "p99AgeMillis",
                "cpuSecondsPerMillion",
                "processCpuSecondsPerMillion",
                "requests",
                "batchFill")) {
            assertThat(json.path(figure).asDouble()).as(figure).isPositive();
        }
        BenchReport.print(result, new PrintWriter(table));
        assertThat(table.toString()).contains("service", "floor", "Ratio");
        assertThat(said).hasSizeGreaterThanOrEqualTo(4);
    }

    @Test
    void shouldMeasureScenarios() throws IOException, InterruptedException {
        // Given
        BenchSettings settings = new BenchSettings(
                Route.BEHAVIORAL,
                EVENTS,
                Duration.ofMillis(5),
                Duration.ZERO,
                Duration.ofMillis(300),
                Duration.ofMillis(200));
        StringWriter table = new StringWriter();

        // When
        List<ScenarioResult> results;
        try (Bench bench = Bench.start(settings, Clocks.SYSTEM, said -> {})) {
            results = bench.run(List.of(Scenario.SCATTERED));
        }

        // Then
        JsonNode json = new ObjectMapper().readTree(BenchReport.json(results)).path("scattered");
        assertThat(json.path("good").asLong() + json.path("bad").asLong()).isEqualTo(EVENTS);
        for (String figure :
                List.of("eventsPerSecond", "bad", "requests", "requestsPerBad", "p50AgeMillis", "p99AgeMillis")) {
            assertThat(json.path(figure).asDouble()).as(figure).isPositive();
        }
        BenchReport.print(results, new PrintWriter(table));
        assertThat(table.toString()).contains("scattered", "per bad event");
    }
}
