package io.eventbatcher.sandbox.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.sandbox.load.plan.LoadAccount;
import io.eventbatcher.sandbox.simulator.api.Endpoint;
import io.eventbatcher.sandbox.simulator.api.HubSpotAccount;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** Holds the one rule that is made up: without it no upsert could be refused that looks right. */
class UnknownOrganizerTest {

    private static final String UPSERT = Client.upsert("e1", "1");

    @Test
    void shouldRefuseTheWholeRequestForOneUnknownOrganizer() throws Exception {
        try (HubSpotSimulator simulator = HubSpotSimulator.start(SimulatorSettings.defaults())) {
            // When
            HttpResponse<String> response = new Client(simulator)
                    .post(
                            Endpoint.MARKETING_UPSERT,
                            Client.batch(UPSERT, by(LoadAccount.UNKNOWN_ORGANIZER, Client.upsert("e2", "1"))));

            // Then
            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(response.body()).contains("VALIDATION_ERROR").contains("organizer-unknown-to-hubspot");
            assertThat(simulator.journal().inputs(Endpoint.MARKETING_UPSERT)).isEmpty();
        }
    }

    @Test
    void shouldKnowEverybodyButTheOneThatTheAccountNames() throws Exception {
        HubSpotAccount account = HubSpotAccount.defaults().withUnknownOrganizer("Mallory");
        try (HubSpotSimulator simulator =
                HubSpotSimulator.start(SimulatorSettings.defaults().withAccount(account))) {
            // When
            HttpResponse<String> response = new Client(simulator)
                    .post(
                            Endpoint.MARKETING_UPSERT,
                            Client.batch(by(HubSpotAccount.DEFAULT_UNKNOWN_ORGANIZER, UPSERT)));

            // Then
            assertThat(response.statusCode()).isEqualTo(200);
        }
    }

    private static String by(String organizer, String upsert) {
        return upsert.replace("\"Ada\"", "\"" + organizer + "\"");
    }
}
