package io.eventbatcher.sandbox.endtoend;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eventbatcher.control.ControlTopic;
import io.eventbatcher.control.LaneState;
import io.eventbatcher.control.Notice;
import io.eventbatcher.control.OperatorCommand;
import io.eventbatcher.deadletter.DeadLetterHeader;
import io.eventbatcher.events.BehavioralEvent;
import io.eventbatcher.fixtures.WebhookReceiver;
import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.operator.Invocation;
import io.eventbatcher.sandbox.simulator.api.Endpoint;
import io.eventbatcher.sandbox.simulator.api.HubSpotAccount;
import io.eventbatcher.sandbox.simulator.faults.Effect;
import io.eventbatcher.sandbox.simulator.faults.Fault;
import io.eventbatcher.sandbox.stack.Backend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedStack.class)
class HaltsTest {
    private static final int EVENTS_EACH = 60;
    private static final Effect REJECTS = new Effect.Answer(
            400, "{\"status\":\"error\",\"category\":\"VALIDATION_ERROR\",\"message\":\"not in this account\"}");

    @Test
    void shouldBuryNothingAndStayInTheGroupWhileEverythingIsRejected(Backend backend) throws Exception {
        // Given
        try (Pipeline pipeline = Pipeline.create(
                        backend,
                        "all-rejected",
                        "hubspot.halt.judge-after",
                        "1m",
                        "hubspot.halt.rejected-inputs",
                        "10",
                        // on a fast machine the marketing routes have one batch for each of their two lanes
                        "hubspot.halt.rejected-batches",
                        "2");
                Admin admin = Admin.create(Map.of("bootstrap.servers", backend.bootstrapServers()))) {
            pipeline.hubSpot().faults().add(Fault.always(REJECTS));
            pipeline.sources().publishOnAllRoutes(EVENTS_EACH);
            pipeline.start();
            for (Route route : Route.values()) {
                pipeline.awaitState(route, "halted");
            }
            Set<String> members = members(admin, pipeline);
            long before = pipeline.counters(Route.BEHAVIORAL).requests();
            await().atMost(Pipeline.PATIENCE)
                    .until(() -> pipeline.counters(Route.BEHAVIORAL).requests() > before + 3);
            var deadWhileHalted = pipeline.deadLetters();

            // When
            pipeline.hubSpot().faults().clear();
            pipeline.awaitRest();

            // Then
            assertThat(deadWhileHalted).isEmpty();
            assertThat(members(admin, pipeline)).isEqualTo(members).hasSize(1);
            assertAllDeliveredOnce(pipeline);
        }
    }

    @Test
    void shouldBuryOneUnknownEventNameAmongOthersAndHaltNothingAndNotify(Backend backend) throws IOException {
        // Given
        try (WebhookReceiver people = new WebhookReceiver();
                Pipeline pipeline = Pipeline.create(backend, "one-name", Pipeline.only(Route.BEHAVIORAL))) {
            pipeline.configuration()
                    .withVariable(
                            "EVENT_BATCHER_NOTIFICATIONS_URL", people.address().toString());
            pipeline.hubSpot()
                    .faults()
                    .add(Fault.always(REJECTS).on(Endpoint.BEHAVIORAL).containing("_missing"));
            for (int i = 0; i < EVENTS_EACH; i++) {
                pipeline.sources().publish(Route.BEHAVIORAL, i % 4, SimulatorEvents.behavioral("known " + i));
                BehavioralEvent missing = SimulatorEvents.behavioral("unknown " + i);
                missing.setEventName("pe" + HubSpotAccount.DEFAULT_HUB_ID + "_missing");
                pipeline.sources().publish(Route.BEHAVIORAL, i % 4, missing);
            }

            // When
            pipeline.start().awaitRest();

            // Then
            assertThat(pipeline.counters(Route.BEHAVIORAL).distinctAccepted()).isEqualTo(EVENTS_EACH);
            assertThat(pipeline.deadLetters())
                    .hasSize(EVENTS_EACH)
                    .allSatisfy(letter -> assertThat(DeadLetterHeader.EVENT_NAME.in(letter.headers()))
                            .hasValueSatisfying(name -> assertThat(name).endsWith("_missing")));
            await().atMost(Pipeline.PATIENCE)
                    .untilAsserted(() ->
                            assertThat(people.titles()).containsExactly("dead-letters: Dead letters of a new kind"));
        }
    }

    @Test
    void shouldStopForRedirectsAndMissingScopesAndSayWhatToCorrect(Backend backend) throws IOException {
        // Given
        try (WebhookReceiver people = new WebhookReceiver();
                Pipeline pipeline = Pipeline.create(backend, "says-why")) {
            pipeline.configuration()
                    .withVariable(
                            "EVENT_BATCHER_NOTIFICATIONS_URL", people.address().toString());
            pipeline.hubSpot()
                    .faults()
                    .add(Fault.always(new Effect.Answer(302).with("Location", "https://example.org/"))
                            .on(Endpoint.BEHAVIORAL));
            pipeline.hubSpot().faults().add(Fault.always(new Effect.Answer(403)).on(Endpoint.MARKETING_UPSERT));
            pipeline.sources().publishOnAllRoutes(EVENTS_EACH);

            // When
            pipeline.start();

            // Then
            assertThat(pipeline.awaitState(Route.BEHAVIORAL, "halted").reason())
                    .contains("hubspot.base-url", "routes.behavioral.path");
            String missing =
                    pipeline.awaitState(Route.MARKETING_UPSERT, "halted").reason();
            assertThat(missing).contains("403", "crm.objects.marketing_events.write");
            await().atMost(Pipeline.PATIENCE)
                    .untilAsserted(() -> assertThat(people.titles())
                            .containsExactlyInAnyOrder(
                                    "begun: route behavioral: halted", "begun: route marketing-upsert: halted"));
            assertThat(people.taken())
                    .anyMatch(body -> body.path("text").asText().equals(missing));
            awaitNotices(pipeline, "behavioral/halted", "marketing-upsert/halted");
            await().atMost(Pipeline.PATIENCE)
                    .until(() -> pipeline.counters(Route.MARKETING_UPDATE).inputsAccepted() == EVENTS_EACH);
            pipeline.hubSpot().faults().clear();
            pipeline.awaitRest();
            assertAllDeliveredOnce(pipeline);
        }
    }

    @Test
    void shouldParkWhatIsUnderAQuotaUntilTheTimeThatHubSpotNames(Backend backend) {
        // Given
        try (Pipeline pipeline = Pipeline.create(
                backend, "parks", "hubspot.account-time-zone", whereItIsNoon().getId())) {
            pipeline.hubSpot()
                    .faults()
                    .add(Fault.always(new Effect.Answer(477).with("Retry-After", "3600"))
                            .on(Endpoint.BEHAVIORAL));
            pipeline.hubSpot()
                    .faults()
                    .add(Fault.always(
                                    new Effect.Answer(
                                            429,
                                            "{\"status\":\"error\",\"errorType\":\"RATE_LIMIT\",\"policyName\":\"DAILY\",\"message\":\"You have reached your daily limit.\"}"))
                            .on(Endpoint.MARKETING_UPSERT));
            pipeline.sources().publishOnAllRoutes(EVENTS_EACH);
            pipeline.start();

            // When
            LaneState moved = pipeline.awaitState(Route.BEHAVIORAL, "parked");
            LaneState spent = pipeline.awaitState(Route.MARKETING_UPDATE, "parked");

            // Then
            assertThat(requireNonNull(moved.until()))
                    .isBetween(moved.at().plusSeconds(3_000), moved.at().plusSeconds(3_700));
            assertThat(requireNonNull(spent.until())).isBefore(spent.at().plusSeconds(24 * 3_600 + 60));
            assertThat(spent.reason()).contains("daily limit");
            // what was in flight when the first answer came: one for each lane, or each of its window
            assertThat(pipeline.counters(Route.MARKETING_UPSERT).requests()).isLessThanOrEqualTo(2);
            assertThat(pipeline.counters(Route.BEHAVIORAL).requests()).isLessThanOrEqualTo(32);
            pipeline.hubSpot().faults().clear();
            try (ControlTopic control = ControlTopic.open(pipeline.settings())) {
                control.give(resume(Route.BEHAVIORAL));
                control.give(resume(Route.MARKETING_UPSERT));
            }
            pipeline.awaitRest();
            assertAllDeliveredOnce(pipeline);
        }
    }

    /** Until another reader of the lanes topic knows what people were told, as an instance after a restart does. */
    private static void awaitNotices(Pipeline pipeline, String... keys) {
        try (ControlTopic control = ControlTopic.open(pipeline.settings())) {
            await().atMost(Pipeline.PATIENCE).pollInSameThread().until(() -> {
                control.catchUp();
                return control.notices().stream().map(Notice::key).toList().equals(List.of(keys));
            });
        }
    }

    /** So that no midnight renews the quota while the test runs. */
    private static ZoneId whereItIsNoon() {
        return ZoneOffset.ofHours(12 - Instant.now().atZone(ZoneOffset.UTC).getHour());
    }

    private static OperatorCommand resume(Route route) {
        return new OperatorCommand(
                OperatorCommand.target(route), OperatorCommand.Kind.RESUME, "ada", "", Instant.now(), null);
    }

    @Test
    void shouldObeyAnOperatorInAnotherProcessAndOverARestart(Backend backend) throws Exception {
        // Given a route that is paused before anything runs
        try (Pipeline pipeline = Pipeline.create(
                backend,
                "operator",
                "hubspot.halt.judge-after",
                "1m",
                "hubspot.halt.rejected-inputs",
                "10",
                "hubspot.halt.rejected-batches",
                "2")) {
            String ordered =
                    lanesInAnotherProcess(pipeline, "pause", "behavioral", "--by", "ada", "--why", "ticket 42");
            pipeline.hubSpot().faults().add(Fault.always(REJECTS).on(Endpoint.MARKETING_UPDATE));
            pipeline.sources().publishOnAllRoutes(EVENTS_EACH);
            pipeline.start();
            pipeline.awaitState(Route.MARKETING_UPDATE, "halted");
            LaneState paused = pipeline.awaitState(Route.BEHAVIORAL, "paused");
            JsonNode list = new ObjectMapper().readTree(lanes(pipeline, "list", "--json"));
            String status = await().atMost(Pipeline.PATIENCE)
                    .pollInSameThread()
                    .until(
                            () -> said(Invocation.here(command(pipeline, "status"))),
                            text -> text.contains("halted  " + EVENTS_EACH + " waiting"));
            pipeline.stop();
            pipeline.start();
            pipeline.awaitState(Route.MARKETING_UPDATE, "halted");
            long requestsWhilePaused = pipeline.counters(Route.BEHAVIORAL).requests();
            var deadWhileHalted = pipeline.deadLetters();

            // When
            lanes(pipeline, "resume", "behavioral");
            lanes(pipeline, "dead-letter", "marketing-update");
            pipeline.awaitRest();

            // Then
            assertThat(ordered).contains("Ordered: pause behavioral");
            assertThat(paused.reason()).contains("ada: ticket 42");
            assertThat(list).hasSize(8).anySatisfy(lane -> {
                assertThat(lane.path("route").asText()).isEqualTo("marketing-update");
                assertThat(lane.path("state").asText()).isEqualTo("halted");
                assertThat(lane.path("lag").asLong()).isPositive();
                assertThat(lane.path("reason").asText()).contains("not in this account");
            });
            assertThat(status)
                    .containsPattern("behavioral +lanes +paused")
                    .containsPattern("marketing-update +endpoint +halted  60 waiting, the oldest for \\d+ s")
                    .contains("Remedy: event-batcher lanes resume behavioral", "not in this account");
            assertThat(status.lines()).allMatch(line -> line.length() <= 100);
            assertThat(requestsWhilePaused).isZero();
            assertThat(deadWhileHalted).isEmpty();
            assertThat(pipeline.counters(Route.BEHAVIORAL).distinctAccepted()).isEqualTo(EVENTS_EACH);
            assertThat(pipeline.deadLetters()).hasSize(EVENTS_EACH);
        }
    }

    private static String lanes(Pipeline pipeline, String... arguments) throws Exception {
        return said(Invocation.here(lanesCommand(pipeline, arguments)));
    }

    private static String lanesInAnotherProcess(Pipeline pipeline, String... arguments) throws Exception {
        return said(Invocation.of(Configuration.ENVIRONMENT, lanesCommand(pipeline, arguments)));
    }

    private static String said(Invocation invocation) {
        assertThat(invocation.status()).as(invocation.out()).isZero();
        return invocation.out();
    }

    private static String[] lanesCommand(Pipeline pipeline, String... arguments) throws Exception {
        return command(
                pipeline,
                Stream.concat(Stream.of("lanes"), Arrays.stream(arguments)).toArray(String[]::new));
    }

    private static String[] command(Pipeline pipeline, String... words) throws Exception {
        Path file = Files.writeString(
                pipeline.directory().resolve("event-batcher.yaml"),
                pipeline.configuration().text());
        List<String> all = new ArrayList<>(Arrays.asList(words));
        all.addAll(List.of("--config", file.toString()));
        return all.toArray(new String[0]);
    }

    private static Set<String> members(Admin admin, Pipeline pipeline) throws Exception {
        String group = pipeline.settings().deliveryGroup();
        return Objects.requireNonNull(
                        admin.describeConsumerGroups(List.of(group)).all().get().get(group))
                .members()
                .stream()
                .map(MemberDescription::consumerId)
                .collect(Collectors.toSet());
    }

    private static void assertAllDeliveredOnce(Pipeline pipeline) {
        assertThat(pipeline.deadLetters()).isEmpty();
        assertThat(pipeline.receipts().uuids()).hasSize(3 * EVENTS_EACH).doesNotHaveDuplicates();
        for (Route route : Route.values()) {
            assertThat(pipeline.counters(route).distinctAccepted()).isEqualTo(EVENTS_EACH);
        }
    }
}
