package io.eventbatcher.sandbox.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eventbatcher.sandbox.simulator.api.Endpoint;
import io.eventbatcher.sandbox.simulator.api.HubSpotAccount;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A plain HTTP client of the simulator, and the inputs it sends. */
final class Client {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** A connection that nobody reads must not hold up all tests. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI baseUrl;

    Client(HubSpotSimulator simulator) {
        this.baseUrl = simulator.baseUrl();
    }

    /** With everything in it that HubSpot asks for. */
    HttpRequest.Builder request(Endpoint endpoint, String body) {
        return at(endpoint.path())
                .header("Authorization", "Bearer " + HubSpotAccount.DEFAULT_TOKEN)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
    }

    HttpResponse<String> post(Endpoint endpoint, String body) throws IOException, InterruptedException {
        return send(request(endpoint, body));
    }

    CompletableFuture<HttpResponse<String>> postLater(Endpoint endpoint, String body) {
        return http.sendAsync(request(endpoint, body).build(), BodyHandlers.ofString());
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    HttpRequest.Builder at(String path) {
        return HttpRequest.newBuilder(baseUrl.resolve(path)).timeout(PATIENCE);
    }

    static JsonNode json(HttpResponse<String> response) throws JsonProcessingException {
        return MAPPER.readTree(response.body());
    }

    static String batch(String... inputs) {
        return "{\"inputs\":[" + String.join(",", inputs) + "]}";
    }

    static String event(String uuid) {
        return event(uuid, "pe1234567_signed_up", "1");
    }

    static String event(String uuid, String eventName, String sequence) {
        return """
                {"eventName":"%s","uuid":"%s","email":"ada@example.com","occurredAt":"2026-03-01T10:15:30.123Z",\
                "properties":{"sequence":"%s"}}""".formatted(eventName, uuid, sequence);
    }

    static String upsert(String externalEventId, String sequence) {
        return """
                {"externalAccountId":"acme","externalEventId":"%s","eventName":"Launch","eventOrganizer":"Ada",\
                "eventCompleted":false,"customProperties":[{"name":"sequence","value":"%s"}]}""".formatted(externalEventId, sequence);
    }

    static String update(String objectId, String sequence) {
        return """
                {"objectId":"%s","startDateTime":"2026-03-01T10:00:00Z","eventCancelled":true,\
                "customProperties":[{"name":"sequence","value":"%s"}]}""".formatted(objectId, sequence);
    }
}
