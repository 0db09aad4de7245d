package io.eventbatcher.delivery.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.eventbatcher.deadletter.DeadLetter;
import io.eventbatcher.deadletter.DeadLetterHeader;
import io.eventbatcher.delivery.Bench;
import io.eventbatcher.delivery.FakeHubSpot;
import io.eventbatcher.delivery.gate.RouteGate;
import io.eventbatcher.delivery.lane.Lane;
import io.eventbatcher.fixtures.LogCapture;
import io.eventbatcher.hubspot.Outcome;
import io.eventbatcher.hubspot.RejectionKind;
import io.eventbatcher.route.Route;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

/** The trace of a request, in all that is told of its answer. */
class TracedAnswersTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    private final Bench bench = new Bench();

    private void answer(Outcome outcome) {
        bench.put(bench.lane(Route.BEHAVIORAL, 1), Bench.event("a"));
        bench.hubSpot.answer(inputs -> outcome);
    }

    private static List<List<KeyValuePair>> values(LogCapture log) {
        return log.events().stream().map(ILoggingEvent::getKeyValuePairs).toList();
    }

    @Test
    void shouldNameTheTraceInTheLineAboutRetries() {
        // Given
        answer(new Outcome.Retry(FakeHubSpot.DOWN.traced(TRACE), Duration.ZERO, Outcome.Retry.Cause.UNREACHABLE));

        // When
        try (LogCapture log = new LogCapture(RouteGate.class)) {
            bench.run();

            // Then
            assertThat(values(log)).containsExactly(List.of(new KeyValuePair("traceId", TRACE)));
        }
    }

    @Test
    void shouldNameTheTraceInTheLineAboutAHalt() {
        // Given
        answer(new Outcome.Halt(FakeHubSpot.BAD.traced(TRACE), Outcome.Halt.Cause.GONE));

        // When
        try (LogCapture log = new LogCapture(Dispatcher.class)) {
            bench.run();

            // Then
            assertThat(values(log)).containsExactly(List.of(new KeyValuePair("traceId", TRACE)));
        }
    }

    @Test
    void shouldNameTheTraceInTheLineAboutAPark() {
        // Given
        answer(new Outcome.Park(
                FakeHubSpot.BAD.traced(TRACE), bench.time.instant().plusSeconds(60), Outcome.Park.Cause.QUOTA));

        // When
        try (LogCapture log = new LogCapture(Dispatcher.class)) {
            bench.run();

            // Then
            assertThat(values(log)).containsExactly(List.of(new KeyValuePair("traceId", TRACE)));
        }
    }

    @Test
    void shouldNameTheTraceInTheDeadLetter() {
        // Given
        answer(new Outcome.Rejected(FakeHubSpot.BAD.traced(TRACE), RejectionKind.REJECTED));

        // When
        bench.run(Duration.ofSeconds(31));

        // Then
        assertThat(bench.deadLetters()).singleElement().satisfies(letter -> {
            assertThat(letter.traceId()).isEqualTo(TRACE);
            assertThat(DeadLetterHeader.TRACE_ID.in(letter.headers())).hasValue(TRACE);
        });
    }

    @Test
    void shouldNameTheTraceInTheLineAboutARunOfRejections() {
        // Given
        Lane lane = bench.lane(Route.BEHAVIORAL, 8, 1);
        IntStream.range(0, 100).forEach(i -> bench.put(lane, Bench.event("a" + i)));
        bench.hubSpot.answer(inputs -> inputs.size() > 1
                ? new Outcome.Split(FakeHubSpot.BAD)
                : new Outcome.Rejected(FakeHubSpot.BAD.traced(TRACE), RejectionKind.REJECTED));

        // When
        try (LogCapture log = new LogCapture(Dispatcher.class)) {
            bench.run(Duration.ofSeconds(31));

            // Then
            assertThat(log.events().get(0).getMessage()).startsWith("HubSpot rejects everything");
            assertThat(values(log).get(0)).containsExactly(new KeyValuePair("traceId", TRACE));
        }
    }

    @Test
    void shouldNameNoTraceWithoutOne() {
        // Given
        answer(new Outcome.Rejected(FakeHubSpot.BAD, RejectionKind.REJECTED));

        // When
        bench.run(Duration.ofSeconds(31));

        // Then
        assertThat(bench.deadLetters())
                .singleElement()
                .extracting(DeadLetter::traceId)
                .isNull();
        assertThat(DeadLetterHeader.TRACE_ID.in(bench.deadLetters().get(0).headers()))
                .isEmpty();
    }
}
