package io.eventbatcher.sandbox.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbatcher.fixtures.PrometheusText;
import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.demo.Books;
import io.eventbatcher.sandbox.demo.RouteBooks;
import io.eventbatcher.sandbox.load.LoadGenerator;
import io.eventbatcher.sandbox.load.Pace;
import io.eventbatcher.sandbox.load.plan.LoadPlan;
import io.eventbatcher.sandbox.load.plan.LoadSettings;
import io.eventbatcher.sandbox.stack.Backend;
import io.eventbatcher.sandbox.stack.EmbeddedStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Topics, schemas, events of every route and every fate, delivery, dead letters, ledger: everything once. */
@ExtendWith(SharedStack.class)
class WholePipelineTest {
    private static final int EVENTS = 2_000;

    @Test
    void shouldBalanceTheBooks(Backend backend) throws IOException {
        // Given
        try (Pipeline pipeline = Pipeline.create(
                backend, "whole", Pipeline.generous().withAccount(EmbeddedStack.account()), "http.port", "0")) {
            Map<Route, String> topics = new EnumMap<>(Route.class);
            pipeline.settings().routes().forEach((route, of) -> topics.put(route, of.topic()));
            LoadGenerator generator =
                    new LoadGenerator(backend.bootstrapServers(), topics, Pace.unlimited(), published -> {});
            LoadSettings load = LoadSettings.of(EVENTS, 10, 5, 11, Pipeline.SOURCE_PARTITIONS);

            // When
            pipeline.start();
            generator.publish(new LoadPlan(load, pipeline.sources().schemas()));
            pipeline.sources().alsoPublished(EVENTS);

            // Then every event is delivered, or a duplicate, or a dead letter with every byte it had
            try (Ledger ledger = pipeline.ledgerAtRest()) {
                Books books = pipeline.books(generator.truth(), ledger);
                assertThat(books).matches(Books::balanced);
                assertThat(books.sum(RouteBooks::produced)).isEqualTo(EVENTS);
                assertThat(books.sum(RouteBooks::deadLettered)).isPositive();
                assertThat(books.sum(RouteBooks::altered)).isZero();
                assertMetrics(pipeline, books);
            }
        }
    }

    /** The metrics are those of the documented table, and count what the books do. */
    private static void assertMetrics(Pipeline pipeline, Books books) throws IOException {
        Map<String, String> documented = new TreeMap<>();
        Pattern row = Pattern.compile("\\| `(event_batcher_\\w+)` \\| (\\w+) \\| [\\w ]* \\| ([^|]*) \\|.*");
        Files.readAllLines(Path.of("..", "docs", "metrics.md")).stream()
                .map(row::matcher)
                .filter(Matcher::matches)
                .forEach(metric -> documented.put(
                        metric.group(1),
                        metric.group(2) + " [" + metric.group(3).replace("`", "") + "]"));
        // tallies are told once a second; what an aborted transaction counted is counted again
        await().atMost(Pipeline.PATIENCE)
                .until(() -> metrics(pipeline).sum("event_batcher_read_events_total", "") >= EVENTS);
        PrometheusText metrics = metrics(pipeline);
        assertThat(metrics.families("event_batcher_")).isEqualTo(documented);
        assertThat(metrics.sum("event_batcher_delivered_events_total", ""))
                .isEqualTo((double) books.sum(RouteBooks::delivered));
        assertThat(metrics.sum("event_batcher_dead_letters_total", ""))
                .isGreaterThanOrEqualTo((double) books.sum(RouteBooks::deadLettered));
        assertThat(metrics.sum("event_batcher_waiting_events", "")).isZero();
        assertThat(metrics.sum("kafka_producer_txn_commit_time_ns_total", "-settler\""))
                .isPositive();
        assertThat(pipeline.page("/metrics"))
                .contains("kafka_stream_state", "jvm_memory_used_bytes", "jvm_memory_max_bytes", "process_cpu_usage")
                .doesNotContainPattern("\\p{XDigit}{8}-\\p{XDigit}{4}-\\p{XDigit}{4}-");
        // the status is some seconds old, and at first tells of halves that have not begun
        String status = await().atMost(Pipeline.PATIENCE)
                .until(
                        () -> pipeline.page("/status"),
                        page -> page.contains("\"waiting\" : 0,\n  \"stages\"") && page.contains("\"well\" : true"));
        assertThat(status)
                .startsWith("200 ")
                .contains("\"instances\" : [ \"one\" ]", "\"state\" : \"idle\"")
                .doesNotContain("\"reason\"");
        assertThat(pipeline.page("/health/live")).startsWith("200 ");
        assertThat(pipeline.page("/health/ready")).startsWith("200 Both halves run");
    }

    private static PrometheusText metrics(Pipeline pipeline) {
        return new PrometheusText(pipeline.page("/metrics"));
    }
}
