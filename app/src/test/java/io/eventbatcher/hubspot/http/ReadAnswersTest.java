package io.eventbatcher.hubspot.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.hubspot.Outcome;
import io.eventbatcher.route.Route;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers that are whole, broken off, late or missing; each request is sent once. */
class ReadAnswersTest {
    @AutoClose
    private final ClientOnSocket hubSpot = new ClientOnSocket();

    @ParameterizedTest(name = "{0} with a body")
    @CsvSource({"204, Delivered", "205, Retry", "407, Halt"})
    void shouldDecideByAStatusThatWasRead(int status, String outcome) throws Exception {
        // Given
        hubSpot.server.enqueue(new MockResponse.Builder()
                .code(status)
                .body("{\"status\":\"ok\"}")
                .build());

        // When
        Outcome read = hubSpot.send(Route.BEHAVIORAL, "a");

        // Then
        assertThat(read.facts().status()).isEqualTo(status);
        assertThat(read.getClass().getSimpleName()).isEqualTo(outcome);
    }

    @Test
    void shouldTakeA204WhoseLengthMakesNoSense() throws Exception {
        // Given
        hubSpot.server.enqueue(new MockResponse.Builder()
                .code(204)
                .setHeader("Content-Length", "-5")
                .build());

        // When
        Outcome outcome = hubSpot.send(Route.BEHAVIORAL, "a");

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Delivered.class);
    }

    @Test
    void shouldTakeA204WhoseBodyBreaksOff() throws Exception {
        // Given
        hubSpot.server.enqueue(new MockResponse.Builder()
                .code(204)
                .chunkedBody("x".repeat(100_000), 1_000)
                .onResponseBody(new SocketEffect.CloseSocket())
                .build());

        // When
        Outcome outcome = hubSpot.send(Route.BEHAVIORAL, "a");

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Delivered.class);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"408, 0", "503, 0", "421, 0", "429, 0", "500, 0", "401, 0", "301, 0", "307, 0", "308, 0"})
    void shouldSendExactlyOnceWhateverTheAnswer(int status, String retryAfter) throws Exception {
        // Given
        hubSpot.server.enqueue(new MockResponse.Builder()
                .code(status)
                .addHeader("Retry-After", retryAfter)
                .addHeader("Location", hubSpot.server.url("/elsewhere"))
                .addHeader("WWW-Authenticate", "Basic")
                .build());
        hubSpot.server.enqueue(new MockResponse.Builder().code(204).build());

        // When
        Outcome outcome = hubSpot.send(Route.BEHAVIORAL, "a");

        // Then
        assertThat(outcome.facts().status()).isEqualTo(status);
        assertThat(outcome).isNotInstanceOf(Outcome.Delivered.class);
        assertThat(hubSpot.server.getRequestCount()).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0}, Retry-After: {1}")
    @CsvSource({
        "503, 30, 30",
        "503, 99999999999, 300",
        "503, 99999999999999999999999999, 300",
        "503, -5, 0",
        "503, soon, 0",
        "429, 99999999999, 300",
        "423, 7, 7"
    })
    void shouldHearAnAnswerWhateverItAsksToWait(int status, String retryAfter, long seconds) throws Exception {
        // Given
        hubSpot.server.enqueue(new MockResponse.Builder()
                .code(status)
                .addHeader("Retry-After", retryAfter)
                .build());

        // When
        Outcome outcome = hubSpot.send(Route.BEHAVIORAL, "a");

        // Then
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Retry.class, retry -> {
            assertThat(retry.facts().status()).isEqualTo(status);
            assertThat(retry.notBefore()).hasSeconds(seconds);
        });
    }

    @Test
    void shouldSendExactlyOnceWhenAKeptConnectionBreaks() throws Exception {
        // Given
        hubSpot.server.enqueue(new MockResponse.Builder().code(204).build());
        hubSpot.server.enqueue(new MockResponse.Builder()
                .onRequestBody(new SocketEffect.CloseSocket())
                .build());
        hubSpot.server.enqueue(new MockResponse.Builder().code(204).build());
        hubSpot.send(Route.BEHAVIORAL, "a");

        // When
        Outcome outcome = hubSpot.send(Route.BEHAVIORAL, "b");

        // Then
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Retry.class, retry -> {
            assertThat(retry.facts().status()).isZero();
            assertThat(retry.unreachable()).isTrue();
        });
        assertThat(hubSpot.server.getRequestCount()).isLessThanOrEqualTo(2);
    }

    @Test
    void shouldNotWaitLongerThanTheRouteAllows() throws Exception {
        // Given
        hubSpot.reopenWith("events-timeout: 200ms");
        hubSpot.server.enqueue(new MockResponse.Builder()
                .code(204)
                .headersDelay(20, TimeUnit.SECONDS)
                .build());

        // When
        Outcome outcome = hubSpot.send(Route.BEHAVIORAL, "a");

        // Then
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Retry.class,
                        retry -> assertThat(retry.facts().message()).contains("timeout"));
    }

    @Test
    void shouldDecideByTheStatusWhenTheBodyBreaksOff() throws Exception {
        // Given
        hubSpot.server.enqueue(new MockResponse.Builder()
                .code(400)
                .body("{\"message\":\"" + "x".repeat(100_000) + "\"}")
                .onResponseBody(new SocketEffect.CloseSocket())
                .build());

        // When
        Outcome outcome = hubSpot.send(Route.BEHAVIORAL, "a");

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Rejected.class);
    }

    @Test
    void shouldReadNoMoreThanALimit() throws Exception {
        // Given
        String endless = "{\"status\":\"COMPLETE\",\"results\":[{\"objectId\":\"a\"}],\"padding\":\""
                + "x".repeat((int) AnswerReader.LONGEST_BODY)
                + "\"}";
        hubSpot.server.enqueue(
                new MockResponse.Builder().code(200).body(endless).build());

        // When
        Outcome outcome = hubSpot.send(Route.MARKETING_UPDATE, "a");

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Retry.class);
    }

    @Test
    void shouldTakeAClosedPortForNoAnswer() throws Exception {
        // Given
        hubSpot.server.close();

        // When
        Outcome outcome = hubSpot.send(Route.BEHAVIORAL, "a");

        // Then
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Retry.class,
                        retry -> assertThat(retry.unreachable()).isTrue());
    }
}
