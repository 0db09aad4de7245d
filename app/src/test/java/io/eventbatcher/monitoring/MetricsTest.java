package io.eventbatcher.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.config.Settings;
import io.eventbatcher.control.LaneCause;
import io.eventbatcher.control.LaneState;
import io.eventbatcher.control.StateName;
import io.eventbatcher.delivery.DeliverySnapshot;
import io.eventbatcher.delivery.halt.RouteStatus;
import io.eventbatcher.delivery.rate.RateShare;
import io.eventbatcher.fixtures.PrometheusText;
import io.eventbatcher.hubspot.Facts;
import io.eventbatcher.hubspot.Outcome;
import io.eventbatcher.ledger.Account;
import io.eventbatcher.ledger.Tally;
import io.eventbatcher.route.Route;
import io.eventbatcher.time.Clocks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Write the page anew with {@code -Devent-batcher.regenerate=true} after a change of the table. */
class MetricsTest {
    private static final Path PAGE = Path.of("..", "docs", "metrics.md");

    @Test
    void shouldDocumentTheTableOfMetrics() throws IOException {
        if (Boolean.getBoolean("event-batcher.regenerate")) {
            Files.writeString(PAGE, MetricsPage.text());
        }
        assertThat(PAGE).content().isEqualTo(MetricsPage.text());
    }

    @Test
    void shouldServeTheTableAndNothingElse(@TempDir Path stateDir) {
        // Given
        Map<String, String> table = new TreeMap<>();
        for (ServiceMetric metric : ServiceMetric.values()) {
            List<String> tags =
                    metric.tags().stream().map(tag -> tag.replace('.', '_')).toList();
            table.put(metric.prometheusName(), metric.kind().name().toLowerCase(java.util.Locale.ROOT) + " " + tags);
            if (metric.kind() == ServiceMetric.Kind.HISTOGRAM) {
                table.put(metric.prometheusName() + "_max", "gauge " + tags);
            }
        }

        try (ServiceMeters meters = meters(stateDir, List.of())) {
            // When
            String scraped = meters.scrape();

            // Then
            assertThat(new PrometheusText(scraped).families("event_batcher_")).isEqualTo(table);
        }
    }

    @Test
    void shouldCountWhatTheHalvesTell(@TempDir Path stateDir) {
        try (ServiceMeters meters = meters(stateDir, List.of())) {
            Account source = new Account(Account.Stage.INGEST, "hubspot.behavioral-events", 0);
            Account replays = new Account(Account.Stage.INGEST, "hubspot.replays:behavioral", 1);
            Account lane = new Account(Account.Stage.BATCHING, "behavioral", 3);
            Facts facts = new Facts(503, null, null, null, Duration.ofMillis(300));

            // When
            meters.batching().counted(source, new Tally(10, 7, 0, 1), 2);
            meters.batching().counted(replays, new Tally(5, 5, 0, 0), 4);
            meters.batching().left(replays);
            meters.batching()
                    .waitsSince(
                            source,
                            Route.BEHAVIORAL,
                            Instant.now().minusSeconds(600).toEpochMilli());
            meters.batching()
                    .waitsSince(
                            replays,
                            Route.BEHAVIORAL,
                            Instant.now().minusSeconds(60).toEpochMilli());
            meters.batching()
                    .waitsSince(
                            lane,
                            Route.BEHAVIORAL,
                            Instant.now().minusSeconds(3).toEpochMilli());
            meters.batching().waitsNoMore(lane);
            meters.batching().counted(lane, new Tally(12, 6, 3, 0), 3);
            meters.delivery()
                    .answered(
                            Route.BEHAVIORAL, new Outcome.Retry(facts, Duration.ZERO, Outcome.Retry.Cause.UNREACHABLE));
            meters.delivery().died(Route.BEHAVIORAL, "rejected");

            // Then
            PrometheusText text = new PrometheusText(meters.scrape());
            assertThat(text.sum("event_batcher_read_events_total", "behavioral"))
                    .isEqualTo(15);
            assertThat(text.sum("event_batcher_duplicates_events_total", "behavioral"))
                    .isEqualTo(3);
            assertThat(text.sum("event_batcher_waiting_events", "route=\"behavioral\",stage=\"ingest\""))
                    .isEqualTo(2);
            assertThat(text.sum("event_batcher_waiting_events", "route=\"behavioral\",stage=\"batching\""))
                    .isEqualTo(3);
            assertThat(text.sum("event_batcher_oldest_age_seconds", "route=\"behavioral\",stage=\"ingest\""))
                    .isBetween(600.0, 660.0);
            assertThat(text.sum("event_batcher_oldest_age_seconds", "stage=\"batching\""))
                    .isZero();
            assertThat(text.sum("event_batcher_outcomes_requests_total", "outcome=\"retry\",route=\"behavioral\""))
                    .isEqualTo(1);
            assertThat(text.sum("event_batcher_request_seconds_sum", "status=\"503\""))
                    .isEqualTo(0.3);
            assertThat(text.sum("event_batcher_dead_letters_total", "half=\"delivery\",reason=\"rejected\""))
                    .isEqualTo(1);
        }
    }

    @Test
    void shouldShowEveryStateOfARouteAndTheAgeOfItsOldestBatch(@TempDir Path stateDir) {
        // Given
        Instant now = Instant.now();
        List<LaneCause> causes = List.of(
                new LaneCause(StateName.HALTED, "The token is refused.", now, null),
                new LaneCause(StateName.RETRYING, "A request waits.", now, null));
        LaneState lane = LaneState.of("one", "behavioral", 3, causes, 1, 2, now).withWaiting(40, now.minusSeconds(90));
        LaneState registry = LaneState.ofRegistry("one", "The registry is away.", now, now);
        try (ServiceMeters meters = meters(stateDir, List.of(lane, registry))) {
            // When
            PrometheusText text = new PrometheusText(meters.scrape());

            // Then
            assertThat(states(text, "behavioral")).containsExactly("halted", "retrying");
            assertThat(states(text, "marketing-upsert")).containsExactly("open");
            assertThat(text.sum("event_batcher_source_state", "waiting")).isEqualTo(1);
            assertThat(text.sum("event_batcher_oldest_age_seconds", "behavioral"))
                    .isBetween(90.0, 120.0);
            assertThat(text.sum("event_batcher_waiting_events", "route=\"behavioral\",stage=\"delivery\""))
                    .isEqualTo(40);
            assertThat(text.sum("event_batcher_unconfirmed_events", "behavioral"))
                    .isEqualTo(2);
            assertThat(text.sum("event_batcher_quota_day_left_requests", "")).isEqualTo(40_000);
            assertThat(text.sum("event_batcher_restore_left_records", "")).isEqualTo(12);
            assertThat(text.sum("event_batcher_rate_used_requests_per_second", "quota=\"events\""))
                    .isEqualTo(3);
        }
    }

    @Test
    void shouldMeasureTheDedupeStoresOnTheDisk(@TempDir Path stateDir) throws IOException {
        // Given
        for (String task : List.of("1_0", "1_1")) {
            Path store = Files.createDirectories(stateDir.resolve("event-batcher/" + task + "/behavioral-seen"));
            Files.write(store.resolve("000012.sst"), new byte[1_000]);
        }
        try (ServiceMeters meters = meters(stateDir, List.of())) {
            // When
            PrometheusText text = new PrometheusText(meters.scrape());

            // Then
            assertThat(text.sum("event_batcher_dedupe_store_bytes", "behavioral"))
                    .isEqualTo(2_000);
            assertThat(text.sum("event_batcher_dedupe_store_bytes", "marketing-upsert"))
                    .isZero();
        }
    }

    private static List<String> states(PrometheusText text, String route) {
        return Stream.of(RouteStatus.State.values())
                .map(RouteStatus.State::label)
                .filter(state ->
                        text.sum("event_batcher_route_state", "route=\"" + route + "\",state=\"" + state + "\"") == 1)
                .toList();
    }

    private static ServiceMeters meters(Path stateDir, List<LaneState> states) {
        Settings settings = Settings.of(Map.of(
                "kafka.bootstrap-servers", "none:1", "registry.url", "http://none", "state-dir", stateDir.toString()));
        ServiceMeters meters = new ServiceMeters(settings);
        DeliverySnapshot snapshot = new DeliverySnapshot(
                Arrays.stream(Route.values())
                        .collect(Collectors.toMap(
                                Function.identity(),
                                route -> new DeliverySnapshot.OfRoute(0, 0, 0, 0, 0, 0, "closed", RouteStatus.OPEN))),
                Map.of(
                        Route.Quota.EVENTS, new RateShare.Rates(10, 5, 3, 250_000, 40_000),
                        Route.Quota.ACCOUNT, new RateShare.Rates(10, 5, 3, 250_000, 40_000)));
        meters.read(() -> snapshot, () -> states, () -> true, Clocks.SYSTEM);
        meters.readBatching(() -> 0, () -> 12, () -> 30);
        meters.readSpans(() -> 40, () -> 2);
        return meters;
    }
}
