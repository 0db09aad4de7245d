package io.eventbatcher.tracing;

import static io.eventbatcher.tracing.TracingWorld.SPAN;
import static io.eventbatcher.tracing.TracingWorld.TRACE;
import static io.eventbatcher.tracing.TracingWorld.input;
import static io.eventbatcher.tracing.TracingWorld.request;
import static io.eventbatcher.tracing.TracingWorld.traceParent;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.delivery.FakeHubSpot;
import io.eventbatcher.fixtures.SpanReceiver;
import io.eventbatcher.hubspot.Facts;
import io.eventbatcher.hubspot.HubSpotClient;
import io.eventbatcher.hubspot.HubSpotRequest;
import io.eventbatcher.hubspot.InputResult;
import io.eventbatcher.hubspot.Outcome;
import io.eventbatcher.hubspot.RejectionKind;
import io.eventbatcher.hubspot.RequestInput;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Spans of requests, as a collector gets them, and the traces that outcomes name. */
class RequestSpansTest {
    @AutoClose
    private final TracingWorld world = new TracingWorld();

    @Test
    void shouldSendASpanForARequestWithLinksToTheProducersOfItsEvents() {
        // Given
        HubSpotRequest request = request(
                2,
                input("00-" + TRACE + '-' + SPAN + "-01"),
                input(traceParent(6), "00-" + TRACE + '-' + SPAN + "-01"),
                input());

        // When
        SpanReceiver.Received span = world.spanOf(request);

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
        assertThat(world.collector.posts()).containsExactly("POST /v1/traces");
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
        world.hubSpot.answer(inputs -> outcome(outcome, facts));

        // When
        SpanReceiver.Received span = world.spanOf(request(1, input()));

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
        world.hubSpot.answer(inputs -> new Outcome.PartlyDelivered(
                FakeHubSpot.OK,
                List.of(
                        new InputResult.Proven(),
                        new InputResult.Refused(FakeHubSpot.BAD, RejectionKind.NOT_FOUND),
                        new InputResult.Unproven())));

        // When
        Outcome outcome;
        try (HubSpotClient client = world.client()) {
            outcome = client.send(request(1, input(), input(), input())).join();
        }

        // Then
        String trace = world.collector.spans().get(0).traceId();
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
        SpanReceiver.Received span = world.spanOf(request(1, input(hostile), input(long256), input(traceParent(0))));

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
        SpanReceiver.Received span = world.spanOf(request(1, inputs));

        // Then
        assertThat(span.links()).hasSize(ProducerLinks.MOST).doesNotHaveDuplicates();
        assertThat(span.attributes()).containsEntry("event_batcher.links_left_out", "12");
    }
}
