package io.eventbatcher.sandbox.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.simulator.faults.Effect;
import io.eventbatcher.sandbox.simulator.faults.Fault;
import io.eventbatcher.sandbox.stack.EmbeddedStack;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Stops the service as an operating system does. */
@ExtendWith(SharedStack.class)
class ShutdownTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int EVENTS = 40;
    private static final int TERM = 128 + 15;

    @Test
    void shouldSettleWhatIsInFlightAndExitWithZeroAndLogOnlyJson(EmbeddedStack stack) throws Exception {
        // Given
        try (Pipeline pipeline =
                Pipeline.create(stack, "shutdown", Pipeline.only(Route.BEHAVIORAL, "log.format", "json"))) {
            Process service = inFlight(pipeline, Duration.ofSeconds(3));

            // When
            service.destroy();

            // Then
            assertThat(service.waitFor(Pipeline.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
            assertThat(service.exitValue()).isZero();
            assertThat(pipeline.receipts().uuids()).hasSize(EVENTS).doesNotHaveDuplicates();
            assertThat(pipeline.counters(Route.BEHAVIORAL).inputsAccepted()).isEqualTo(EVENTS);
            assertThat(log(pipeline).lines().map(ShutdownTest::message))
                    .contains("Event Batcher has started.", "Event Batcher has stopped.");
        }
    }

    @Test
    void shouldExitWithZeroWithinItsTimeWhateverIsInFlight(EmbeddedStack stack) throws Exception {
        // Given requests that would take far longer
        try (Pipeline pipeline = Pipeline.create(
                stack,
                "shutdown-bounded",
                Pipeline.only(Route.BEHAVIORAL, "shutdown-timeout", "2s", "hubspot.events-timeout", "10m"))) {
            Process service = inFlight(pipeline, Duration.ofHours(1));

            // When
            service.destroy();

            // Then
            assertThat(service.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(service.exitValue()).isZero();
        }
    }

    @Test
    void shouldEndAtOnceWhenToldTwice(EmbeddedStack stack) throws Exception {
        // Given
        try (Pipeline pipeline =
                Pipeline.create(stack, "shutdown-twice", Pipeline.only(Route.BEHAVIORAL, "shutdown-timeout", "10m"))) {
            Process service = inFlight(pipeline, Duration.ofHours(1));
            service.destroy();
            await().atMost(Pipeline.PATIENCE).until(() -> log(pipeline).contains("Stopping: "));

            // When
            service.destroy();

            // Then
            assertThat(service.waitFor(Pipeline.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
            assertThat(service.exitValue()).isEqualTo(TERM);
        }
    }

    @Test
    void shouldLeaveItsGroupsSoThatTheNextStartWaitsForNobody(EmbeddedStack stack) throws Exception {
        // Given a service whose members have no names that outlive it
        try (Pipeline pipeline = Pipeline.create(stack, "shutdown-leaves", Pipeline.only(Route.BEHAVIORAL));
                Admin admin =
                        Admin.create(Map.of("bootstrap.servers", stack.broker().bootstrapServers()))) {
            pipeline.configuration().withoutKafka("group.instance.id");
            pipeline.start();
            pipeline.sources().publish(Route.BEHAVIORAL, 0, SimulatorEvents.behavioral("event"));
            pipeline.awaitRest();
            int before = members(admin, pipeline);

            // When
            pipeline.stop();

            // Then
            assertThat(before).isGreaterThan(1);
            await().atMost(Duration.ofSeconds(3)).until(() -> members(admin, pipeline) == 0);
        }
    }

    /** The members of both groups. */
    private static int members(Admin admin, Pipeline pipeline) throws ExecutionException, InterruptedException {
        List<String> groups =
                List.of(pipeline.settings().applicationId(), pipeline.settings().deliveryGroup());
        return admin.describeConsumerGroups(groups).all().get().values().stream()
                .mapToInt(group -> group.members().size())
                .sum();
    }

    /** A service whose requests are taken, and answered only after this time. */
    private static Process inFlight(Pipeline pipeline, Duration delay) {
        pipeline.hubSpot().faults().add(Fault.always(new Effect.Delayed(delay)));
        Process service = ServiceProcess.run(pipeline);
        for (int i = 0; i < EVENTS; i++) {
            pipeline.sources().publish(Route.BEHAVIORAL, i % 4, SimulatorEvents.behavioral("event " + i));
        }
        await().atMost(Pipeline.PATIENCE)
                .until(() -> pipeline.counters(Route.BEHAVIORAL).distinctAccepted() == EVENTS);
        return service;
    }

    private static String log(Pipeline pipeline) throws IOException {
        return Files.readString(pipeline.directory().resolve("event-batcher.log"));
    }

    private static String message(String line) {
        try {
            return JSON.readTree(line).path("message").asText();
        } catch (JsonProcessingException foreign) {
            throw new AssertionError("No JSON: " + line, foreign);
        }
    }
}
