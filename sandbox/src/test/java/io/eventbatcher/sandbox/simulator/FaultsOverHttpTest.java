package io.eventbatcher.sandbox.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.sandbox.simulator.api.Endpoint;
import io.eventbatcher.sandbox.simulator.faults.Effect;
import io.eventbatcher.sandbox.simulator.faults.Fault;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults that are told to the simulator and taken back over HTTP. */
class FaultsOverHttpTest {
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
    @ValueSource(
            strings = {
                "{\"effect\":\"answer\",\"status\":503,\"headers\":{\"Retry-After\":\"1\"},\"endpoint\":\"behavioral\"}",
                "{\"effect\":\"answer\",\"status\":524,\"applied\":true,\"times\":0}",
                "{\"effect\":\"reset\",\"applied\":true,\"bodyContains\":\"u1\"}",
                "{\"effect\":\"conflict\",\"bodyContains\":\"u1\",\"times\":0}",
                "{\"effect\":\"edge-refusal\"}",
                "{\"effect\":\"gone\",\"forMillis\":60000}",
                "{\"effect\":\"delay\",\"millis\":50,\"times\":3}",
                "{\"effect\":\"empty-207\"}",
                "{\"effect\":\"left-out\",\"identity\":\"1\"}",
                "{\"effect\":\"unfinished\",\"status\":\"PENDING\"}",
            })
    void shouldTakeEveryFaultOverHttp(String fault) throws Exception {
        // When
        HttpResponse<String> response =
                client.send(client.at("/_simulator/faults").POST(BodyPublishers.ofString(fault)));

        // Then
        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(simulator.faults().pending()).hasSize(1);
    }

    @Test
    void shouldReadAFaultAsItWasMeant() throws Exception {
        // When
        client.send(client.at("/_simulator/faults").POST(BodyPublishers.ofString("""
                                {"effect":"answer","status":429,"body":"{}","headers":{"Retry-After":"9"},"times":4,
                                 "endpoint":"marketing-update","bodyContains":"x"}""")));

        // Then
        assertThat(simulator.faults().pending())
                .containsExactly(Fault.once(new Effect.Answer(429, "{}", Map.of("Retry-After", "9"), false))
                        .times(4)
                        .on(Endpoint.MARKETING_UPDATE)
                        .containing("x"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"effect\":\"fire\"}",
                "{\"effect\":\"answer\"}",
                "[",
                "{\"effect\":\"reset\",\"endpoint\":\"x\"}"
            })
    void shouldRefuseWhatIsNoFault(String fault) throws Exception {
        // When
        HttpResponse<String> response =
                client.send(client.at("/_simulator/faults").POST(BodyPublishers.ofString(fault)));

        // Then
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("This is no fault");
        assertThat(simulator.faults().pending()).isEmpty();
    }

    @Test
    void shouldForgetFaults() throws Exception {
        // Given
        simulator.faults().add(Fault.always(new Effect.Reset(false)));

        // When
        client.send(client.at("/_simulator/faults").DELETE());

        // Then
        assertThat(client.post(Endpoint.BEHAVIORAL, EVENTS).statusCode()).isEqualTo(204);
    }
}
