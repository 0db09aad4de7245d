package io.eventbatcher.sandbox.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eventbatcher.fixtures.LongRuns;
import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.bench.floor.PlainPeer;
import io.eventbatcher.sandbox.bench.program.PeerFailedException;
import io.eventbatcher.sandbox.bench.scenario.Scenario;
import io.eventbatcher.sandbox.bench.scenario.ScenarioResult;
import io.eventbatcher.time.Clocks;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That it measures at all; how fast is not for a test to say. */
class BenchTest {
    private static final long EVENTS = 1_000;
    private static final int PAIRS = LongRuns.either(1, 3);

    /** One route; all of them in a long run. */
    static Set<Route> routes() {
        return LongRuns.either(EnumSet.of(Route.MARKETING_UPDATE), EnumSet.allOf(Route.class));
    }

    @ParameterizedTest
    @MethodSource("routes")
    void shouldMeasureServiceAndFloorInTurn(Route route) throws IOException, InterruptedException {
        // Given
        StringWriter table = new StringWriter();

        // When
        BenchResult result;
        try (Bench bench = Bench.start(settings(route, PAIRS, null, 0), Clocks.SYSTEM, said -> {})) {
            result = bench.run();
        }

        // Then
        BenchReport.print(result, new PrintWriter(table));
        JsonNode json = new ObjectMapper().readTree(BenchReport.json(result));
        assertThat(json.path("delivered").asLong()).isEqualTo(PAIRS * EVENTS);
        assertThat(json.path("pairs")).hasSize(PAIRS);
        for (String side : List.of("service", "floor")) {
            JsonNode stretch = json.path("pairs").path(0).path(side);
            for (String figure : List.of("eventsPerSecond", "requests", "cpuSecondsPerMillion", "secondHalfByFirst")) {
                assertThat(stretch.path(figure).asDouble())
                        .as(side + ' ' + figure)
                        .isPositive();
            }
        }
        assertThat(json.path("cold").path("firstDeliverySeconds").asDouble()).isPositive();
        assertThat(json.path("p99AgeMillis").asDouble()).isPositive();
        assertThat(table.toString())
                .contains("service", "floor")
                .containsIgnoringCase("ratio")
                .doesNotContain("NaN");
    }

    @Test
    void shouldMeasureAPeerInPlaceOfTheFloor() throws IOException, InterruptedException {
        // Given
        StringWriter table = new StringWriter();

        // When
        BenchResult result;
        try (Bench bench = Bench.start(settings(Route.BEHAVIORAL, 1, plainPeer(1), 0), Clocks.SYSTEM, said -> {})) {
            result = bench.run();
        }

        // Then
        BenchReport.print(result, new PrintWriter(table));
        JsonNode json = new ObjectMapper().readTree(BenchReport.json(result));
        JsonNode peer = json.path("pairs").path(0).path("peer");
        // of the program behind the shell
        assertThat(peer.path("cpuSecondsPerMillion").asDouble()).isPositive();
        assertThat(peer.path("requests").asDouble()).isBetween(2.0, 1.0 * EVENTS);
        assertThat(json.path("peerCold").path("firstDeliverySeconds").asDouble())
                .isPositive();
        assertThat(table.toString()).contains("peer").doesNotContain("floor");
    }

    @Test
    void shouldMeasureNoPeerThatBringsEventsTwice() {
        // Given
        BenchSettings settings = settings(Route.BEHAVIORAL, 1, plainPeer(2), 0);

        // When, Then
        try (Bench bench = Bench.start(settings, Clocks.SYSTEM, said -> {})) {
            assertThatThrownBy(bench::run)
                    .isInstanceOf(PeerFailedException.class)
                    .hasMessageContaining("has brought")
                    .hasMessageContaining("twice");
        }
    }

    /** By a shell that waits for it in the background. */
    private static String plainPeer(int times) {
        return "'%s' -XX:TieredStopAtLevel=1 -cp '%s' %s %d & wait"
                .formatted(
                        Path.of(System.getProperty("java.home"), "bin", "java"),
                        System.getProperty("java.class.path"),
                        PlainPeer.class.getName(),
                        times);
    }

    @Test
    void shouldSayWhyAPeerHasEnded() {
        // Given
        BenchSettings settings = settings(Route.BEHAVIORAL, 1, "echo no sink here; exit 3", 0);

        // When, Then
        try (Bench bench = Bench.start(settings, Clocks.SYSTEM, said -> {})) {
            assertThatThrownBy(bench::run)
                    .isInstanceOf(PeerFailedException.class)
                    .hasMessage("The peer has ended by itself, with status 3. It said: no sink here");
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "long", matches = "true")
    void shouldMeasureScenarios() throws IOException, InterruptedException {
        // Given
        StringWriter table = new StringWriter();

        // When
        List<ScenarioResult> results;
        try (Bench bench = Bench.start(settings(Route.BEHAVIORAL, 1, null, 0), Clocks.SYSTEM, said -> {})) {
            results = bench.run(List.of(Scenario.SCATTERED));
        }

        // Then
        JsonNode json = new ObjectMapper().readTree(BenchReport.json(results)).path("scattered");
        assertThat(json.path("good").asLong() + json.path("bad").asLong()).isEqualTo(EVENTS);
        for (String figure : List.of(
                "eventsPerSecond", "ofClean", "bad", "requests", "requestsPerBad", "p50AgeMillis", "p99AgeMillis")) {
            assertThat(json.path(figure).asDouble()).as(figure).isPositive();
        }
        BenchReport.print(results, new PrintWriter(table));
        assertThat(table.toString()).contains("scattered", "per bad");
    }

    @Test
    @EnabledIfSystemProperty(named = "long", matches = "true")
    void shouldMeasureTheServiceWithItsConsoleOpen() throws InterruptedException {
        // Given
        StringWriter report = new StringWriter();

        // When
        ConsoleResult result;
        try (Bench bench = Bench.start(settings(Route.BEHAVIORAL, 1, null, 1_000), Clocks.SYSTEM, said -> {})) {
            result = bench.runWatched();
        }

        // Then
        result.print(new PrintWriter(report));
        assertThat(report.toString()).contains("with the console open", "1,000 dead letters");
    }

    private static BenchSettings settings(Route route, int pairs, @Nullable String peer, long letters) {
        return new BenchSettings(
                route,
                EVENTS,
                pairs,
                Duration.ofMillis(5),
                Duration.ZERO,
                Duration.ofMillis(500),
                Duration.ofMillis(200),
                List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"),
                peer,
                letters);
    }
}
