package io.eventbatcher.sandbox.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.eventbatcher.sandbox.simulator.SimulatorSettings.Recording;
import io.eventbatcher.sandbox.simulator.api.Endpoint;
import io.eventbatcher.sandbox.simulator.api.HubSpotAccount;
import io.eventbatcher.sandbox.simulator.faults.Effect;
import io.eventbatcher.sandbox.simulator.faults.Fault;
import io.eventbatcher.sandbox.simulator.journal.AcceptedInput;
import io.eventbatcher.sandbox.simulator.journal.Counters;
import io.eventbatcher.sandbox.simulator.rules.RepeatedUuids;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the read-back says, in process and over HTTP; repeated uuids; latency. */
class JournalTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private HubSpotSimulator simulator = HubSpotSimulator.start(SimulatorSettings.defaults());
    private Client client = new Client(simulator);

    @AfterEach
    void stop() {
        simulator.close();
    }

    private void restart(SimulatorSettings settings) {
        simulator.close();
        simulator = HubSpotSimulator.start(settings);
        client = new Client(simulator);
    }

    @Test
    void shouldRememberEveryInputInOrder() throws Exception {
        // Given
        String first = Client.batch(
                Client.event("u1", "pe1234567_a", "7"),
                Client.event("u2", "pe1234567_a", "8"),
                Client.event("ünï", "pe1234567_b", ""));

        // When
        HttpResponse<String> one = client.send(client.request(Endpoint.BEHAVIORAL, first)
                .header("X-Event-Batcher-Instance", "blue")
                .header("X-Event-Batcher-Attempt", "3"));
        client.post(Endpoint.BEHAVIORAL, Client.batch("{}"));
        client.post(Endpoint.BEHAVIORAL, Client.batch(Client.event("u4")));

        // Then
        List<AcceptedInput> inputs = simulator.journal().inputs(Endpoint.BEHAVIORAL);
        assertThat(inputs).extracting(AcceptedInput::order).containsExactly(0L, 1L, 2L, 3L);
        assertThat(inputs).extracting(AcceptedInput::request).containsExactly(1L, 1L, 1L, 3L);
        assertThat(inputs).extracting(AcceptedInput::identity).containsExactly("u1", "u2", "ünï", "u4");
        assertThat(inputs)
                .extracting(AcceptedInput::eventName)
                .containsExactly("pe1234567_a", "pe1234567_a", "pe1234567_b", "pe1234567_signed_up");
        assertThat(inputs).extracting(AcceptedInput::tracked).containsExactly("7", "8", "", "1");
        assertThat(inputs).extracting(AcceptedInput::instance).containsExactly("blue", "blue", "blue", "");
        assertThat(inputs).extracting(AcceptedInput::attempt).containsExactly("3", "3", "3", "");
        assertThat(one.headers().firstValue("X-HubSpot-Correlation-Id"))
                .hasValue(inputs.get(0).correlationId().toString());
    }

    @Test
    void shouldRememberMarketingEventsByTheirIdentity() throws Exception {
        // When
        client.post(Endpoint.MARKETING_UPSERT, Client.batch(Client.upsert("e1", "5")));
        client.post(Endpoint.MARKETING_UPDATE, Client.batch(Client.update("17", "6")));

        // Then
        AcceptedInput upsert =
                simulator.journal().inputs(Endpoint.MARKETING_UPSERT).get(0);
        AcceptedInput update =
                simulator.journal().inputs(Endpoint.MARKETING_UPDATE).get(0);
        assertThat(upsert.identity() + " " + upsert.tracked() + " " + upsert.eventName())
                .isEqualTo("acme/e1 5 Launch");
        assertThat(update.identity() + " " + update.tracked() + " " + update.eventName())
                .isEqualTo("17 6 ");
    }

    @Test
    void shouldCountRequestsAndInputs() throws Exception {
        // When
        client.post(Endpoint.BEHAVIORAL, Client.batch(Client.event("u1"), Client.event("u2"), Client.event("u1")));
        client.post(Endpoint.BEHAVIORAL, Client.batch(Client.event("u1")));
        client.post(Endpoint.BEHAVIORAL, Client.batch("{}"));

        // Then
        Counters counters = simulator.journal().counters(Endpoint.BEHAVIORAL);
        assertThat(counters.requests()).isEqualTo(3);
        assertThat(counters.byOutcome()).containsEntry("204", 2L).containsEntry("400", 1L);
        assertThat(counters.inputsAccepted()).isEqualTo(4);
        assertThat(counters.distinctAccepted()).isEqualTo(2);
        assertThat(counters.requestsByInputs()).containsEntry(3, 1L).containsEntry(1, 1L);
        assertThat(counters.meanInputsPerRequest()).isEqualTo(2.0);
    }

    @Test
    void shouldRememberLongIdentitiesAndMissingNames() throws Exception {
        // Given
        String longId = "1".repeat(20_000);
        restart(SimulatorSettings.defaults()
                .withAccount(HubSpotAccount.defaults().withObjectIds(id -> true)));

        // When
        client.post(
                Endpoint.MARKETING_UPDATE,
                Client.batch(
                        "{\"objectId\":\"1\",\"eventName\":\"named\",\"customProperties\":[]}",
                        "{\"objectId\":\"" + longId + "\",\"customProperties\":[]}"));

        // Then
        assertThat(simulator.journal().inputs(Endpoint.MARKETING_UPDATE))
                .extracting(input -> input.identity() + " " + input.eventName())
                .containsExactly("1 named", longId + " ");
    }

    @Test
    void shouldScopeUuidsByEventName() throws Exception {
        // When
        client.post(
                Endpoint.BEHAVIORAL,
                Client.batch(Client.event("u1", "pe1234567_a", "1"), Client.event("u1", "pe1234567_b", "1")));

        // Then
        assertThat(simulator.journal().counters(Endpoint.BEHAVIORAL).distinctAccepted())
                .isEqualTo(2);
    }

    @Test
    void shouldRejectARepeatedUuidWithItsBatchWhenToldTo() throws Exception {
        // Given
        restart(SimulatorSettings.defaults().withRepeatedUuids(RepeatedUuids.REJECTED));
        client.post(Endpoint.BEHAVIORAL, Client.batch(Client.event("u1")));

        // When
        HttpResponse<String> repeated =
                client.post(Endpoint.BEHAVIORAL, Client.batch(Client.event("u2"), Client.event("u1")));
        HttpResponse<String> twice =
                client.post(Endpoint.BEHAVIORAL, Client.batch(Client.event("u3"), Client.event("u3")));
        HttpResponse<String> untouched = client.post(
                Endpoint.BEHAVIORAL,
                Client.batch(Client.event("u2"), Client.event("u3"), Client.event("u1", "pe1234567_b", "1")));

        // Then
        assertThat(repeated.statusCode()).isEqualTo(400);
        assertThat(Client.json(repeated).path("category").asText()).isEqualTo("VALIDATION_ERROR");
        assertThat(Client.json(repeated).path("message").asText())
                .isEqualTo("Event with uuid u1 already exists for pe1234567_signed_up");
        assertThat(twice.statusCode()).isEqualTo(400);
        assertThat(untouched.statusCode()).isEqualTo(204);
    }

    @Test
    void shouldKeepTheLatestRequestsWithTheirBodies() throws Exception {
        // Given
        restart(SimulatorSettings.defaults().withRecording(new Recording("sequence", 2)));

        // When
        client.post(Endpoint.BEHAVIORAL, "gone");
        client.post(Endpoint.BEHAVIORAL, "kept");
        client.post(Endpoint.BEHAVIORAL, Client.batch(Client.event("u1")));

        // Then
        assertThat(simulator.journal().latestRequests())
                .extracting(request -> request.number() + " " + request.outcome() + " " + request.text())
                .containsExactly("2 400 kept", "3 204 " + Client.batch(Client.event("u1")));
    }

    @Test
    void shouldReadBackOverHttpInPages() throws Exception {
        // Given
        client.post(Endpoint.BEHAVIORAL, events(0, 10));
        client.post(Endpoint.BEHAVIORAL, events(10, 20));

        // When
        JsonNode page = Client.json(client.send(client.at("/_simulator/inputs/behavioral?from=8&limit=5")));
        JsonNode rest = Client.json(client.send(client.at("/_simulator/inputs/behavioral?from=13")));
        JsonNode counters = Client.json(client.send(client.at("/_simulator/counters")));

        // Then
        assertThat(page.path("inputs")).hasSize(5);
        assertThat(page.at("/inputs/0/uuid").asText()).isEqualTo("u8");
        assertThat(page.at("/inputs/4/uuid").asText()).isEqualTo("u12");
        assertThat(page.at("/inputs/4/request").asInt()).isEqualTo(2);
        assertThat(page.path("next").asInt()).isEqualTo(13);
        assertThat(rest.path("inputs")).hasSize(7);
        assertThat(counters.at("/behavioral/inputsAccepted").asInt()).isEqualTo(20);
    }

    @Test
    void shouldLetHundredsOfRequestsWaitAtOnce() {
        // Given
        Duration latency = Duration.ofMillis(300);
        HeldAnswers answers = new HeldAnswers();
        restart(SimulatorSettings.defaults().withLatency(latency).withListener(answers));
        long start = System.nanoTime();

        // When
        List<CompletableFuture<HttpResponse<String>>> responses = IntStream.range(0, 600)
                .mapToObj(number -> client.postLater(Endpoint.BEHAVIORAL, events(number, number + 1)))
                .toList();

        // Then: the server has 250 threads at most
        await().atMost(PATIENCE)
                .until(() -> simulator.journal().counters(Endpoint.BEHAVIORAL).mostRequestsAtOnce() > 250);
        answers.release();
        assertThat(responses)
                .allSatisfy(response -> assertThat(response.join().statusCode()).isEqualTo(204));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(latency);
    }

    /** Whoever sends what had to wait waits here until the test wants it; those who ask hold no thread meanwhile. */
    private static final class HeldAnswers implements RequestListener {
        private final CountDownLatch wanted = new CountDownLatch(1);

        void release() {
            wanted.countDown();
        }

        @Override
        public void decided(DecidedRequest request) {}

        @Override
        public void answering(long number, Instant at) {
            try {
                wanted.await();
            } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Test
    void shouldNoticeTwoRequestsAboutOneMarketingEventAtOnce() {
        // Given
        simulator.faults().add(Fault.once(new Effect.Delayed(Duration.ofHours(1))));
        var neverAnswered = client.postLater(Endpoint.MARKETING_UPSERT, Client.batch(Client.upsert("e1", "1")));
        await().atMost(PATIENCE)
                .until(() ->
                        !simulator.journal().inputs(Endpoint.MARKETING_UPSERT).isEmpty());

        // When
        client.postLater(Endpoint.MARKETING_UPSERT, Client.batch(Client.upsert("e1", "2")))
                .join();

        // Then
        assertThat(neverAnswered).isNotDone();
        assertThat(simulator.journal().counters(Endpoint.MARKETING_UPSERT).mostRequestsAtOncePerIdentity())
                .isEqualTo(2);
    }

    @Test
    void shouldSeeOneRequestAtATimeWhenTheyFollowEachOther() throws Exception {
        // When
        for (int number = 0; number < 100; number++) {
            client.post(Endpoint.MARKETING_UPDATE, Client.batch(Client.update("1", "" + number)));
        }

        // Then
        assertThat(simulator.journal().counters(Endpoint.MARKETING_UPDATE).mostRequestsAtOncePerIdentity())
                .isEqualTo(1);
    }

    private static String events(int from, int to) {
        return Client.batch(IntStream.range(from, to)
                .mapToObj(number -> Client.event("u" + number))
                .toArray(String[]::new));
    }
}
