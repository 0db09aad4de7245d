package io.eventbatcher.sandbox.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.eventbatcher.fixtures.ManualClock;
import io.eventbatcher.sandbox.simulator.api.Endpoint;
import io.eventbatcher.sandbox.simulator.faults.Effect;
import io.eventbatcher.sandbox.simulator.faults.Fault;
import io.eventbatcher.sandbox.simulator.journal.AcceptedInput;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Effects of faults on requests. */
class FaultsTest {
    private static final String EVENTS = Client.batch(Client.event("u1"));

    private HubSpotSimulator simulator;
    private Client client;

    @BeforeEach
    void start() {
        simulator = HubSpotSimulator.start(SimulatorSettings.defaults());
        client = new Client(simulator);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 404, 408, 423, 429, 477, 500, 503, 521, 599})
    void shouldAnswerWithAnyStatusInsteadOfActing(int status) throws Exception {
        // Given
        simulator.faults().add(Fault.once(new Effect.Answer(status).with("Retry-After", "7")));

        // When
        HttpResponse<String> response = client.post(Endpoint.BEHAVIORAL, EVENTS);

        // Then
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Retry-After")).hasValue("7");
        assertThat(Client.json(response).has("correlationId")).isTrue();
        assertThat(accepted()).isZero();
    }

    @Test
    void shouldLetRequestsThroughAgainAfterSoMany() throws Exception {
        // Given
        simulator.faults().add(Fault.once(new Effect.Answer(503)).times(2));

        // When
        int first = client.post(Endpoint.BEHAVIORAL, EVENTS).statusCode();
        int second = client.post(Endpoint.BEHAVIORAL, EVENTS).statusCode();
        int third = client.post(Endpoint.BEHAVIORAL, EVENTS).statusCode();

        // Then
        assertThat(new int[] {first, second, third}).containsExactly(503, 503, 204);
        assertThat(simulator.faults().pending()).isEmpty();
    }

    @Test
    void shouldBefallOnlyTheRequestsThatAreMeant() throws Exception {
        // Given
        simulator
                .faults()
                .add(Fault.always(new Effect.Answer(400))
                        .on(Endpoint.BEHAVIORAL)
                        .containing("\"poison\""));

        // When
        int otherText = client.post(Endpoint.BEHAVIORAL, EVENTS).statusCode();
        int otherEndpoint =
                client.post(Endpoint.BEHAVIORAL_V3, Client.event("poison")).statusCode();
        int meant = client.post(Endpoint.BEHAVIORAL, Client.batch(Client.event("poison")))
                .statusCode();

        // Then
        assertThat(new int[] {otherText, otherEndpoint, meant}).containsExactly(204, 204, 400);
    }

    @Test
    void shouldSendHtmlAsTheEdgeDoes() throws Exception {
        // Given
        simulator.faults().add(Fault.once(new Effect.Answer(502, "<html>Bad gateway</html>")));

        // When
        HttpResponse<String> response = client.post(Endpoint.BEHAVIORAL, EVENTS);

        // Then
        assertThat(response.body()).isEqualTo("<html>Bad gateway</html>");
        assertThat(response.headers().firstValue("Content-Type")).hasValue("text/html;charset=utf-8");
    }

    @Test
    void shouldRefuseTheOneBodyThatTheEdgeDislikes() throws Exception {
        // Given
        simulator.faults().add(Fault.always(Effect.Answer.edgeRefusal()).containing("<script>"));
        simulator.faults().add(Fault.always(Effect.Answer.conflict()).containing("u-taken"));

        // When
        HttpResponse<String> refused =
                client.post(Endpoint.BEHAVIORAL, Client.batch(Client.event("a"), Client.event("<script>")));
        HttpResponse<String> conflict =
                client.post(Endpoint.BEHAVIORAL, Client.batch(Client.event("a"), Client.event("u-taken")));
        HttpResponse<String> taken = client.post(Endpoint.BEHAVIORAL, EVENTS);

        // Then
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).startsWith("<html>");
        assertThat(conflict.statusCode()).isEqualTo(409);
        assertThat(Client.json(conflict).path("category").asText()).isEqualTo("CONFLICT");
        assertThat(taken.statusCode()).isEqualTo(204);
        assertThat(accepted()).isEqualTo(1);
    }

    @Test
    void shouldEndAFaultThatLastsAWhile() throws Exception {
        // Given
        ManualClock clock = new ManualClock(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);
        simulator.close();
        simulator = HubSpotSimulator.start(SimulatorSettings.defaults(), clock);
        client = new Client(simulator);
        simulator.faults().add(Fault.once(Effect.Answer.gone()).lasting(Duration.ofSeconds(10)));
        clock.advance(Duration.ofSeconds(9));
        int before = client.post(Endpoint.BEHAVIORAL, EVENTS).statusCode();
        clock.advance(Duration.ofSeconds(1));

        // When
        int after = client.post(Endpoint.BEHAVIORAL, EVENTS).statusCode();

        // Then
        assertThat(before).isEqualTo(410);
        assertThat(after).isEqualTo(204);
        assertThat(simulator.faults().pending()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldResetTheConnectionBeforeOrAfterActing(boolean applied) {
        // Given
        simulator.faults().add(Fault.once(new Effect.Reset(applied)));

        // When
        assertThatThrownBy(() -> client.send(client.request(Endpoint.BEHAVIORAL, EVENTS)))
                .isInstanceOf(IOException.class);

        // Then
        assertThat(accepted()).isEqualTo(applied ? 1 : 0);
        assertThat(simulator.journal().counters(Endpoint.BEHAVIORAL).byOutcome())
                .containsEntry("reset", 1L);
    }

    @Test
    void shouldActAndStillAnswer524() throws Exception {
        // Given
        simulator.faults().add(Fault.once(new Effect.Answer(524).afterApplying()));

        // When
        HttpResponse<String> response = client.post(Endpoint.BEHAVIORAL, EVENTS);

        // Then
        assertThat(response.statusCode()).isEqualTo(524);
        assertThat(accepted()).isEqualTo(1);
    }

    @Test
    void shouldAnswerLate() throws Exception {
        // Given
        simulator.faults().add(Fault.once(new Effect.Delayed(Duration.ofMillis(300))));
        long start = System.nanoTime();

        // When
        HttpResponse<String> response = client.post(Endpoint.BEHAVIORAL, EVENTS);

        // Then
        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }

    @Test
    void shouldAnswer207WithoutAnyError() throws Exception {
        // Given
        simulator.faults().add(Fault.once(new Effect.EmptyMultiStatus()));

        // When
        HttpResponse<String> response = client.post(Endpoint.MARKETING_UPDATE, Client.batch(Client.update("1", "1")));

        // Then
        assertThat(response.statusCode()).isEqualTo(207);
        assertThat(Client.json(response).path("results")).isEmpty();
        assertThat(Client.json(response).has("errors")).isFalse();
        assertThat(simulator.journal().inputs(Endpoint.MARKETING_UPDATE)).isEmpty();
    }

    @Test
    void shouldLeaveAnInputOut() throws Exception {
        // Given
        simulator.faults().add(Fault.once(new Effect.LeftOut("acme/e1")));

        // When
        HttpResponse<String> response = client.post(
                Endpoint.MARKETING_UPSERT, Client.batch(Client.upsert("e1", "1"), Client.upsert("e2", "1")));

        // Then
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(Client.json(response).path("results")).hasSize(1);
        assertThat(simulator.journal().inputs(Endpoint.MARKETING_UPSERT))
                .extracting(AcceptedInput::identity)
                .containsExactly("acme/e2");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldLeaveABatchUnfinished(boolean applied) throws Exception {
        // Given
        simulator.faults().add(Fault.once(new Effect.Unfinished("PROCESSING", applied)));

        // When
        HttpResponse<String> response = client.post(Endpoint.MARKETING_UPDATE, Client.batch(Client.update("1", "1")));

        // Then
        JsonNode answer = Client.json(response);
        assertThat(answer.path("status").asText()).isEqualTo("PROCESSING");
        assertThat(answer.path("results")).hasSize(applied ? 1 : 0);
        assertThat(simulator.journal().inputs(Endpoint.MARKETING_UPDATE)).hasSize(applied ? 1 : 0);
    }

    private long accepted() {
        return simulator.journal().counters(Endpoint.BEHAVIORAL).inputsAccepted();
    }
}
