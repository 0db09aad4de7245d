package io.eventbatcher.tracing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.eventbatcher.config.Settings;
import io.eventbatcher.delivery.FakeHubSpot;
import io.eventbatcher.fixtures.LogCapture;
import io.eventbatcher.fixtures.SpanReceiver;
import io.eventbatcher.hubspot.Facts;
import io.eventbatcher.hubspot.HubSpotClient;
import io.eventbatcher.hubspot.HubSpotRequest;
import io.eventbatcher.hubspot.InputResult;
import io.eventbatcher.hubspot.Outcome;
import io.eventbatcher.hubspot.RejectionKind;
import io.eventbatcher.hubspot.RequestInput;
import io.eventbatcher.route.Route;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.event.KeyValuePair;

/** The client as the service opens it, before a collector on a socket. */
class TracingTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SPAN = "00f067aa0ba902b7";

    private final FakeHubSpot hubSpot = new FakeHubSpot();
    private LongSupplier exported = () -> 0;
    private LongSupplier lost = () -> 0;
    private SpanReceiver collector;

    /** An input whose records have headers. */
    private record Traced(String json, List<String> traceParents) implements RequestInput {
        @Override
        public int length() {
            return json.length();
        }

        @Override
        public void writeTo(OutputStream target) throws IOException {
            target.write(json.getBytes(UTF_8));
        }

        @Override
        public String identity() {
            return json;
        }

        @Override
        public String uuid() {
            return "uuid of " + json;
        }

        @Override
        public Stream<byte[]> headers(String name) {
            return name.equals("traceparent")
                    ? traceParents.stream().map(text -> text.getBytes(UTF_8))
                    : Stream.empty();
        }
    }

    @BeforeEach
    void start() throws IOException {
        collector = new SpanReceiver();
    }

    @AfterEach
    void stop() {
        collector.close();
    }

    private static Settings settings(String... more) {
        Map<String, String> texts = new HashMap<>(Map.of(
                "kafka.bootstrap-servers", "broker:9092",
                "registry.url", "http://registry:8081",
                "instance", "one",
                // the last spans have a part of the time
                "shutdown-timeout", "10m"));
        for (int i = 0; i < more.length; i += 2) {
            texts.put(more[i], more[i + 1]);
        }
        return Settings.of(texts);
    }

    private HubSpotClient client(String... more) {
        return client(collector.address(), more);
    }

    private HubSpotClient client(URI address, String... more) {
        String[] all = Stream.concat(Stream.of("tracing.endpoint", address.toString()), Stream.of(more))
                .toArray(String[]::new);
        return Tracing.around(() -> hubSpot, settings(all), (taken, gone) -> {
            exported = taken;
            lost = gone;
        });
    }

    private static HubSpotRequest request(int attempt, RequestInput... inputs) {
        return new HubSpotRequest(Route.BEHAVIORAL, 3, List.of(inputs), "behavioral-3-77", attempt);
    }

    private static RequestInput input(String... traceParents) {
        return new Traced("secret@example.com", List.of(traceParents));
    }

    private static String traceParent(int number) {
        return "00-%032x-%016x-01".formatted(number + 1, number + 1);
    }

    /** Sends the request, ends the client, and returns the span that the collector has got. */
    private SpanReceiver.Received spanOf(HubSpotRequest request) {
        try (HubSpotClient client = client()) {
            client.send(request).join();
        }
        assertThat(collector.spans()).hasSize(1);
        return collector.spans().get(0);
    }

    @Test
    void shouldSendASpanForARequestWithLinksToTheProducersOfItsEvents() {
        // Given
        HubSpotRequest request = request(
                2,
                input("00-" + TRACE + '-' + SPAN + "-01"),
                input(traceParent(6), "00-" + TRACE + '-' + SPAN + "-01"),
                input());

        // When
        SpanReceiver.Received span = spanOf(request);

        // Then
        assertThat(span.name()).isEqualTo("POST /events/2026-03/send/batch");
        assertThat(span.kind()).isEqualTo("SPAN_KIND_CLIENT");
        assertThat(span.root()).isTrue();
        assertThat(span.error()).isFalse();
        assertThat(span.links()).containsExactly(TRACE + '-' + SPAN, "%032x-%016x".formatted(7, 7));
        assertThat(span.attributes())
                .isEqualTo(Map.ofEntries(
                        Map.entry("http.request.method", "POST"),
                        Map.entry("http.request.resend_count", "1"),
                        Map.entry("http.response.status_code", "204"),
                        Map.entry("url.full", "https://api.hubapi.com/events/2026-03/send/batch"),
                        Map.entry("url.path", "/events/2026-03/send/batch"),
                        Map.entry("server.address", "api.hubapi.com"),
                        Map.entry("server.port", "443"),
                        Map.entry("event_batcher.route", "behavioral"),
                        Map.entry("event_batcher.lane", "3"),
                        Map.entry("event_batcher.batch", "behavioral-3-77"),
                        Map.entry("event_batcher.inputs", "3"),
                        Map.entry("event_batcher.outcome", "delivered"),
                        Map.entry("hubspot.correlation_id", "c-204")));
        assertThat(span.resource())
                .containsEntry("service.name", "event-batcher")
                .containsEntry("service.instance.id", "one")
                .containsEntry("telemetry.sdk.name", "opentelemetry");
        assertThat(collector.posts()).containsExactly("POST /v1/traces");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "split, 400, true, 400",
        "retry, 503, true, 503",
        "retry, 200, true, retry",
        "retry, 0, true, no-answer",
        "halt, 0, true, not-sent",
        "halt, 302, true, halt",
        "park, 429, true, 429",
        "already-accepted, 409, false, ",
        "unproven, 207, false, ",
    })
    void shouldTellTheKindOfAFailureAndNothingThatHubSpotSaysOfAnEvent(
            String outcome, int status, boolean error, @Nullable String kind) {
        // Given
        Facts facts = new Facts(status, "VALIDATION_ERROR", "secret@example.com is no address", null, Duration.ZERO);
        hubSpot.answer(inputs -> outcome(outcome, facts));

        // When
        SpanReceiver.Received span = spanOf(request(1, input()));

        // Then
        assertThat(span.error()).isEqualTo(error);
        assertThat(span.attributes().get("error.type")).isEqualTo(kind);
        assertThat(span.attributes()).containsEntry("event_batcher.outcome", outcome);
        assertThat(span.toString()).doesNotContain("secret@example.com");
    }

    private static Outcome outcome(String name, Facts facts) {
        Outcome.Retry.Cause cause = facts.status() == 0 ? Outcome.Retry.Cause.UNREACHABLE : Outcome.Retry.Cause.UNCLEAR;
        return switch (name) {
            case "split" -> new Outcome.Split(facts);
            case "retry" -> new Outcome.Retry(facts, Duration.ZERO, cause);
            case "halt" -> new Outcome.Halt(facts, Outcome.Halt.Cause.NO_TOKEN);
            case "park" -> new Outcome.Park(facts, Instant.MAX, Outcome.Park.Cause.QUOTA);
            case "already-accepted" -> new Outcome.AlreadyAccepted(facts);
            default -> new Outcome.Unproven(facts);
        };
    }

    @Test
    void shouldGiveTheTraceToEveryFactOfAnOutcome() {
        // Given
        hubSpot.answer(inputs -> new Outcome.PartlyDelivered(
                FakeHubSpot.OK,
                List.of(
                        new InputResult.Proven(),
                        new InputResult.Refused(FakeHubSpot.BAD, RejectionKind.NOT_FOUND),
                        new InputResult.Unproven())));

        // When
        Outcome outcome;
        try (HubSpotClient client = client()) {
            outcome = client.send(request(1, input(), input(), input())).join();
        }

        // Then
        String trace = collector.spans().get(0).traceId();
        assertThat(trace).matches("[0-9a-f]{32}");
        assertThat(outcome)
                .isEqualTo(new Outcome.PartlyDelivered(
                        FakeHubSpot.OK.traced(trace),
                        List.of(
                                new InputResult.Proven(),
                                new InputResult.Refused(FakeHubSpot.BAD.traced(trace), RejectionKind.NOT_FOUND),
                                new InputResult.Unproven())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "4bf92f3577b34da6a3ce929d0e0e4736",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
                "00-4bf92f3577b34da6a3ce929d0e0e47-6-00f067aa0ba902b7-01",
                "00-é\u0000\n92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
            })
    void shouldTakeAHostileTraceParentForNone(String hostile) {
        // Given
        String long256 = "cc-" + TRACE + '-' + SPAN + "-01-" + "x".repeat(10_000);

        // When
        SpanReceiver.Received span = spanOf(request(1, input(hostile), input(long256), input(traceParent(0))));

        // Then
        assertThat(span.links()).containsExactly("%032x-%016x".formatted(1, 1));
    }

    @Test
    void shouldLinkSoManyProducersAndCountTheOthers() {
        // Given
        RequestInput[] inputs = IntStream.range(0, 140)
                .mapToObj(number -> input(traceParent(number), traceParent(number)))
                .toArray(RequestInput[]::new);

        // When
        SpanReceiver.Received span = spanOf(request(1, inputs));

        // Then
        assertThat(span.links()).hasSize(ProducerLinks.MOST).doesNotHaveDuplicates();
        assertThat(span.attributes()).containsEntry("event_batcher.links_left_out", "12");
    }

    @Test
    void shouldNameATraceOnlyWhereTheCollectorHasIt() {
        // When
        List<Outcome> outcomes = new ArrayList<>();
        try (HubSpotClient client = client("tracing.sample-percent", "50")) {
            for (int i = 0; i < 200; i++) {
                outcomes.add(client.send(request(1, input())).join());
            }
        }

        // Then
        assertThat(outcomes.stream().map(outcome -> outcome.facts().traceId()).filter(Objects::nonNull))
                .hasSizeBetween(1, 199)
                .containsExactlyInAnyOrderElementsOf(collector.spans().stream()
                        .map(SpanReceiver.Received::traceId)
                        .toList());
        assertThat(exported.getAsLong()).isEqualTo(collector.spans().size());
    }

    @Test
    void shouldTellTheCollectorsAbsenceOnceAndItsReturn() {
        // Given
        collector.answersWith(400);
        try (LogCapture log = new LogCapture(CountedExporter.class);
                HubSpotClient client = client()) {
            client.send(request(1, input())).join();
            await().atMost(PATIENCE).until(() -> lost.getAsLong() == 1);
            client.send(request(1, input())).join();
            await().atMost(PATIENCE).until(() -> lost.getAsLong() == 2);

            // When
            collector.answersWith(200);
            client.send(request(1, input())).join();
            await().atMost(PATIENCE).until(() -> exported.getAsLong() == 1);

            // Then
            List<ILoggingEvent> ofThisCollector = log.events().stream()
                    .filter(event -> event.getKeyValuePairs()
                            .contains(new KeyValuePair("collector", URI.create(collector.address() + "/v1/traces"))))
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
        int inAPost = 256;
        collector.answersWith(SpanReceiver.HANGS);

        // When
        try (HubSpotClient client = client("shutdown-timeout", "1s")) {
            List<CompletableFuture<Outcome>> answers = IntStream.range(0, requests)
                    .mapToObj(i -> client.send(request(1, input())))
                    .toList();

            // Then
            assertThat(answers).allMatch(CompletableFuture::isDone);
            assertThat(lost.getAsLong())
                    .isBetween(
                            requests - SpanExport.MOST_WAITING - 2L * inAPost,
                            (long) requests - SpanExport.MOST_WAITING);
        }
    }

    @Test
    void shouldStopInTimeWithoutACollectorAndCountWhatIsLost() throws IOException {
        // Given
        URI nobody;
        try (ServerSocket closed = new ServerSocket(0)) {
            nobody = URI.create("http://127.0.0.1:" + closed.getLocalPort());
        }
        HubSpotClient client = client(nobody, "shutdown-timeout", "5s");
        client.send(request(1, input())).join();

        // When
        Instant begin = Instant.now();
        client.close();

        // Then
        assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(5));
        assertThat(exported.getAsLong()).isZero();
    }

    @Test
    void shouldReturnTheClientItselfAndLoadNothingOfOpenTelemetryWithoutACollector() throws Exception {
        // Given a class path without OpenTelemetry
        try (WithoutOpenTelemetry loader = new WithoutOpenTelemetry()) {
            Class<?> settings = loader.loadClass(Settings.class.getName());
            Object off = settings.getMethod("of", Map.class)
                    .invoke(null, Map.of("kafka.bootstrap-servers", "broker:9092", "registry.url", "http://registry"));
            List<Object> opened = new ArrayList<>();
            Supplier<Object> client = () -> {
                opened.add("opened");
                return null;
            };
            BiConsumer<LongSupplier, LongSupplier> shown = (taken, gone) -> opened.add(taken.getAsLong());

            // When
            Object around = loader.loadClass(Tracing.class.getName())
                    .getMethod("around", Supplier.class, settings, BiConsumer.class)
                    .invoke(null, client, off, shown);

            // Then
            assertThat(around).isNull();
            assertThat(opened).containsExactly(0L, "opened");
        }
    }

    /** Loads the service's classes anew, and knows no class of OpenTelemetry. */
    private static final class WithoutOpenTelemetry extends URLClassLoader {
        WithoutOpenTelemetry() {
            super(classPath(), ClassLoader.getPlatformClassLoader());
        }

        private static URL[] classPath() {
            return Arrays.stream(System.getProperty("java.class.path").split(java.io.File.pathSeparator, -1))
                    .filter(entry -> !entry.contains("opentelemetry"))
                    .map(WithoutOpenTelemetry::url)
                    .toArray(URL[]::new);
        }

        private static URL url(String entry) {
            try {
                return Path.of(entry).toUri().toURL();
            } catch (java.net.MalformedURLException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }
}
