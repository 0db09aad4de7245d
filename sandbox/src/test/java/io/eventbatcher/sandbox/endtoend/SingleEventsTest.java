package io.eventbatcher.sandbox.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.simulator.HubSpotSimulator;
import io.eventbatcher.sandbox.simulator.api.Endpoint;
import io.eventbatcher.sandbox.simulator.api.HubSpotAccount;
import io.eventbatcher.sandbox.simulator.journal.AcceptedInput;
import io.eventbatcher.sandbox.stack.EmbeddedStack;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HubSpot's v3: one bare event per request. */
@ExtendWith(SharedStack.class)
class SingleEventsTest {
    private static final int EVENTS = 100;

    @ParameterizedTest
    @ValueSource(strings = {"bearer", "hapikey", "private-app-legacy"})
    void shouldDeliverEachEventByItselfAndBuryWhatIsRefused(String auth, EmbeddedStack stack) {
        // Given
        try (Pipeline pipeline = single(stack, "single-" + auth, auth)) {
            for (int i = 0; i < EVENTS; i++) {
                pipeline.sources().publish(Route.BEHAVIORAL, i % 4, SimulatorEvents.behavioral("event " + i));
            }
            var refused = SimulatorEvents.behavioral("refused");
            refused.setEventName("pe99_of_another_account");
            pipeline.sources().publish(Route.BEHAVIORAL, 0, refused);

            // When
            pipeline.start().awaitRest();

            // Then
            List<AcceptedInput> accepted = pipeline.hubSpot().journal().inputs(Endpoint.BEHAVIORAL_V3);
            assertThat(accepted).hasSize(EVENTS);
            assertThat(pipeline.receipts().uuids()).hasSize(EVENTS).doesNotHaveDuplicates();
            assertThat(pipeline.deadLetters())
                    .singleElement()
                    .satisfies(letter -> assertThat(headers(letter))
                            .contains("dlq.reason=rejected")
                            .doesNotContain(HubSpotAccount.DEFAULT_TOKEN));
        }
    }

    @Test
    void shouldSendWhatWasBatchedBeforeTheSwitchOneByOne(EmbeddedStack stack) {
        // Given: batches of ten wait behind credentials that are not accepted
        try (Pipeline pipeline = Pipeline.create(
                stack,
                "switched",
                Pipeline.generous().withAccount(HubSpotAccount.defaults().withOnlyToken("other")),
                Pipeline.only(Route.BEHAVIORAL))) {
            for (int i = 0; i < 10; i++) {
                pipeline.sources().publish(Route.BEHAVIORAL, 0, SimulatorEvents.behavioral("event " + i));
            }
            pipeline.start();
            await().atMost(Pipeline.PATIENCE)
                    .until(() -> !pipeline.hubSpot().journal().latestRequests().isEmpty());
            pipeline.stop();

            // When
            try (var other = HubSpotSimulator.start(Pipeline.generous())) {
                pipeline.configure("hubspot.base-url", other.baseUrl().toString())
                        .configure("routes.behavioral.api", "v3")
                        .start()
                        .awaitRest();

                // Then
                assertThat(other.journal().inputs(Endpoint.BEHAVIORAL_V3)).hasSize(10);
                pipeline.stop();
            }
        }
    }

    private static Pipeline single(EmbeddedStack stack, String application, String auth) {
        return Pipeline.create(
                stack,
                application,
                Pipeline.generous().withOldCredentials(true),
                "routes.behavioral.api",
                "v3",
                "hubspot.auth",
                auth,
                "routes.marketing-upsert.enabled",
                "false",
                "routes.marketing-update.enabled",
                "false");
    }

    private static String headers(ConsumerRecord<byte[], byte[]> record) {
        StringBuilder text = new StringBuilder();
        record.headers()
                .forEach(header -> text.append(header.key())
                        .append('=')
                        .append(header.value() == null ? "" : new String(header.value(), UTF_8))
                        .append(' '));
        return text.toString();
    }
}
