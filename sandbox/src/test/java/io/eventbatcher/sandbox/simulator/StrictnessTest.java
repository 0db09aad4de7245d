package io.eventbatcher.sandbox.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.eventbatcher.sandbox.simulator.api.Endpoint;
import io.eventbatcher.sandbox.simulator.journal.AcceptedInput;
import io.eventbatcher.sandbox.simulator.rules.Strictness;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests that HubSpot was seen to take beyond its documents, and answers as complete as the documents say. */
class StrictnessTest {
    private static final String EVENT = "{\"eventName\":\"pe1234567_signed_up\",\"email\":\"a@b\",";

    @AutoClose
    private final HubSpotSimulator lenient = HubSpotSimulator.start(SimulatorSettings.defaults());

    @AutoClose
    private final HubSpotSimulator strict =
            HubSpotSimulator.start(SimulatorSettings.defaults().withStrictness(Strictness.STRICT));

    @ParameterizedTest(name = "{0}: {1} if lenient, {2} if strict")
    @CsvSource(
            delimiter = '|',
            value = {
                "'properties':{},'colour':'red'                | 204 | 400",
                "'properties':{'a':5,'b':1.5,'c':true}         | 204 | 400",
                "'properties':{},'occurredAt':1700000000000    | 204 | 400",
                "'properties':{},'occurredAt':'1700000000000'  | 204 | 400",
                "'properties':{'planName':'gold'}              | 204 | 204",
                "'properties':{'a':null}                       | 400 | 400",
                "'properties':{},'occurredAt':'soon'           | 400 | 400"
            })
    void shouldTakeWhatHubSpotWasSeenToTakeUnlessStrict(String rest, int ofLenient, int ofStrict) throws Exception {
        // Given
        String body = Client.batch(EVENT + rest.replace('\'', '"') + "}");

        // When
        HttpResponse<String> byLenient = new Client(lenient).post(Endpoint.BEHAVIORAL, body);
        HttpResponse<String> byStrict = new Client(strict).post(Endpoint.BEHAVIORAL, body);

        // Then
        assertThat(byLenient.statusCode()).isEqualTo(ofLenient);
        assertThat(byStrict.statusCode()).isEqualTo(ofStrict);
    }

    @Test
    void shouldLowerCaseThePropertyNames() throws Exception {
        // When
        new Client(lenient).post(Endpoint.BEHAVIORAL, Client.batch(EVENT + "\"properties\":{\"Sequence\":\"7\"}}"));

        // Then
        assertThat(lenient.journal().inputs(Endpoint.BEHAVIORAL))
                .extracting(AcceptedInput::tracked)
                .containsExactly("7");
    }

    @ParameterizedTest
    @CsvSource({
        "/events/v3/send/batch, 204",
        "/marketing/v3/marketing-events/events/upsert, 200",
        "/marketing/v3/marketing-events/batch/update, 200"
    })
    void shouldTakeTheOldPathsToo(String path, int status) throws Exception {
        // Given
        Client client = new Client(lenient);
        String input = path.startsWith("/events")
                ? Client.event("u")
                : path.endsWith("upsert") ? Client.upsert("e", "1") : Client.update("1", "1");

        // When
        HttpResponse<String> response = client.send(client.at(path)
                .header("Authorization", "Bearer sandbox-token")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(Client.batch(input))));

        // Then
        assertThat(response.statusCode()).isEqualTo(status);
    }

    @Test
    void shouldNameNoTypeOfAnEmptyAnswer() throws Exception {
        // When
        HttpResponse<String> response = new Client(lenient).post(Endpoint.BEHAVIORAL, Client.batch(Client.event("u")));

        // Then
        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(response.headers().map()).doesNotContainKey("Content-Type");
    }

    @Test
    void shouldAnswerAnUpdateAsCompletelyAsDocumented() throws Exception {
        // When
        HttpResponse<String> response = new Client(lenient)
                .post(Endpoint.MARKETING_UPDATE, Client.batch(Client.update("1", "1"), Client.update("100001", "1")));

        // Then
        JsonNode answer = Client.json(response);
        assertThat(answer.at("/results/0/eventName").asText()).isNotEmpty();
        assertThat(answer.at("/errors/0").properties())
                .extracting(Map.Entry::getKey)
                .containsAll(List.of("status", "category", "message", "context", "links", "errors"));
    }
}
