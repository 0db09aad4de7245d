package io.eventbatcher.sandbox.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.eventbatcher.sandbox.broker.LoopbackPorts;
import io.eventbatcher.sandbox.simulator.api.Endpoint;
import io.eventbatcher.sandbox.simulator.api.HubSpotAccount;
import io.eventbatcher.sandbox.simulator.api.TakenInput;
import io.eventbatcher.sandbox.simulator.faults.Effect;
import io.eventbatcher.sandbox.simulator.faults.Fault;
import io.eventbatcher.sandbox.simulator.rules.RepeatedUuids;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a fault kit sees of requests, and what it may change while the simulator runs. */
class ListeningTest implements RequestListener {
    private static final String EVENT = Client.batch(Client.event("u-1"));

    private final List<DecidedRequest> decided = new CopyOnWriteArrayList<>();
    private final List<Long> answered = new CopyOnWriteArrayList<>();
    private final HubSpotSimulator simulator = HubSpotSimulator.start(SimulatorSettings.defaults()
            // which no outgoing connection takes while nobody listens there
            .withPort(LoopbackPorts.free())
            .withListener(this)
            .withRepeatedUuids(RepeatedUuids.REJECTED));
    private final Client client = new Client(simulator);

    @Override
    public void decided(DecidedRequest request) {
        decided.add(request);
    }

    @Override
    public void answering(long number, Instant at) {
        answered.add(number);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void shouldTellWhoSentWhatAndWhatWasTaken() throws Exception {
        // When
        client.send(client.request(
                        Endpoint.MARKETING_UPDATE, Client.batch(Client.update("1", "7"), Client.update("999999", "1")))
                .header("X-Event-Batcher-Instance", "one")
                .header("X-Event-Batcher-Batch", "b-1")
                .header("X-Event-Batcher-Attempt", "2"));

        // Then
        assertThat(decided).singleElement().satisfies(request -> {
            assertThat(request.token()).isEqualTo(HubSpotAccount.DEFAULT_TOKEN);
            assertThat(request.instance()).isEqualTo("one");
            assertThat(request.batch()).isEqualTo("b-1");
            assertThat(request.attempt()).isEqualTo("2");
            assertThat(request.outcome()).isEqualTo("207");
            assertThat(request.taken()).containsExactly(new TakenInput("1", Map.of("sequence", "7")));
        });
        await().atMost(Duration.ofMinutes(1))
                .until(() -> answered.contains(decided.get(0).number()));
    }

    @Test
    void shouldDrawAFaultForEachRequestThatNoPendingOneBefalls() throws Exception {
        // Given
        simulator
                .faults()
                .drawFrom((number, endpoint, inputs) ->
                        inputs.get(0).identity().equals("u-1") ? new Effect.Answer(503) : new Effect.None());
        simulator.faults().add(Fault.once(new Effect.Answer(500)));

        // When
        int pending = client.post(Endpoint.BEHAVIORAL, EVENT).statusCode();
        int drawn = client.post(Endpoint.BEHAVIORAL, EVENT).statusCode();
        int spared = client.post(Endpoint.BEHAVIORAL, Client.batch(Client.event("u-2")))
                .statusCode();

        // Then
        assertThat(new int[] {pending, drawn, spared}).containsExactly(500, 503, 204);
    }

    @Test
    void shouldCutABodyInHalfAfterApplying() throws Exception {
        // Given
        simulator.faults().add(Fault.once(new Effect.Truncated()));

        // When
        HttpResponse<String> response = client.post(Endpoint.MARKETING_UPSERT, Client.batch(Client.upsert("e", "1")));

        // Then
        assertThat(response.statusCode()).isEqualTo(200);
        assertThatThrownBy(() -> Client.json(response)).isInstanceOf(IOException.class);
        assertThat(decided.get(0).taken()).hasSize(1);
    }

    @Test
    void shouldChangeItsMindAboutRepeatedUuids() throws Exception {
        // Given
        simulator.answerRepeatedUuids(RepeatedUuids.ACCEPTED_SILENTLY);
        int first = client.post(Endpoint.BEHAVIORAL, EVENT).statusCode();
        int silent = client.post(Endpoint.BEHAVIORAL, EVENT).statusCode();

        // When
        simulator.answerRepeatedUuids(RepeatedUuids.REJECTED);

        // Then
        int refused = client.post(Endpoint.BEHAVIORAL, EVENT).statusCode();
        assertThat(new int[] {first, silent, refused}).containsExactly(204, 204, 400);
    }

    @Test
    void shouldRefuseConnectionsAndListenAgainOnItsPort() throws Exception {
        // Given: at once after it stopped listening, so often that a thread that still accepts is met
        for (int round = 0; round < 200; round++) {
            // When
            simulator.refuseConnections();

            // Then: refused, and not taken by nobody
            assertThatThrownBy(() -> client.post(Endpoint.BEHAVIORAL, EVENT)).isInstanceOf(ConnectException.class);
            simulator.listenAgain();
        }
        assertThat(client.post(Endpoint.BEHAVIORAL, EVENT).statusCode()).isEqualTo(204);
    }
}
