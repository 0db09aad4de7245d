package io.eventbatcher.tracing;

import static io.eventbatcher.tracing.TracingWorld.input;
import static io.eventbatcher.tracing.TracingWorld.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.eventbatcher.fixtures.LogCapture;
import io.eventbatcher.fixtures.SpanReceiver;
import io.eventbatcher.hubspot.HubSpotClient;
import io.eventbatcher.hubspot.Outcome;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

/** The way of spans to a collector that takes them, fails, hangs or is away. */
class SpanExportTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int IN_A_POST = 256;

    @AutoClose
    private final TracingWorld world = new TracingWorld();

    @Test
    void shouldNameATraceOnlyWhereTheCollectorHasIt() {
        // When
        List<Outcome> outcomes = new ArrayList<>();
        try (HubSpotClient client = world.client("tracing.sample-percent", "50")) {
            for (int i = 0; i < 200; i++) {
                outcomes.add(client.send(request(1, input())).join());
            }
        }

        // Then
        assertThat(outcomes.stream().map(outcome -> outcome.facts().traceId()).filter(Objects::nonNull))
                .hasSizeBetween(1, 199)
                .containsExactlyInAnyOrderElementsOf(world.collector.spans().stream()
                        .map(SpanReceiver.Received::traceId)
                        .toList());
        assertThat(world.exported()).isEqualTo(world.collector.spans().size());
    }

    @Test
    void shouldTellTheCollectorsAbsenceOnceAndItsReturn() {
        // Given
        world.collector.answersWith(400);
        try (LogCapture log = new LogCapture(CountedExporter.class);
                HubSpotClient client = world.client()) {
            client.send(request(1, input())).join();
            await().atMost(PATIENCE).until(() -> world.lost() == 1);
            client.send(request(1, input())).join();
            await().atMost(PATIENCE).until(() -> world.lost() == 2);

            // When
            world.collector.answersWith(200);
            client.send(request(1, input())).join();
            await().atMost(PATIENCE).until(() -> world.exported() == 1);

            // Then
            List<ILoggingEvent> ofThisCollector = log.events().stream()
                    .filter(event -> event.getKeyValuePairs()
                            .contains(new KeyValuePair(
                                    "collector", URI.create(world.collector.address() + "/v1/traces"))))
                    .toList();
            assertThat(ofThisCollector)
                    .extracting(ILoggingEvent::getMessage)
                    .containsExactly(
                            "The collector takes no spans. Events go on; spans are lost until the collector takes them again.",
                            "The collector takes spans again.");
            assertThat(ofThisCollector.get(0).getKeyValuePairs().toString()).contains("status 400");
        }
    }

    @Test
    void shouldLoseSpansAndNoTimeWhileTheCollectorHangs() {
        // Given
        int requests = 2_000;
        world.collector.answersWith(SpanReceiver.HANGS);

        // When
        try (HubSpotClient client = world.client("shutdown-timeout", "1s")) {
            List<CompletableFuture<Outcome>> answers = IntStream.range(0, requests)
                    .mapToObj(i -> client.send(request(1, input())))
                    .toList();

            // Then
            assertThat(answers).allMatch(CompletableFuture::isDone);
            assertThat(world.lost())
                    .isBetween(
                            requests - SpanExport.MOST_WAITING - 2L * IN_A_POST,
                            (long) requests - SpanExport.MOST_WAITING);
        }
    }

    @Test
    void shouldStopWithoutACollector() throws IOException {
        // Given
        URI nobody;
        try (ServerSocket closed = new ServerSocket(0)) {
            nobody = URI.create("http://127.0.0.1:" + closed.getLocalPort());
        }
        HubSpotClient client = world.client(nobody, "shutdown-timeout", "5s");
        client.send(request(1, input())).join();

        // When
        CompletableFuture<Void> stop = CompletableFuture.runAsync(client::close);

        // Then
        assertThat(stop).succeedsWithin(PATIENCE);
        assertThat(world.exported()).isZero();
    }

    @Test
    void shouldStopInTimeWhileTheCollectorHangs() {
        // Given
        world.collector.answersWith(SpanReceiver.HANGS);
        HubSpotClient client = world.client("shutdown-timeout", "5s");
        for (int i = 0; i < 2 * IN_A_POST; i++) {
            client.send(request(1, input())).join();
        }
        try (LogCapture log = new LogCapture(SpanExport.class)) {
            // When
            client.close();

            // Then: the second post has not begun, for the first is not out of time
            assertThat(log.events())
                    .extracting(ILoggingEvent::getMessage)
                    .contains("The last spans did not reach the collector.");
            assertThat(world.lost()).isPositive();
        }
    }
}
