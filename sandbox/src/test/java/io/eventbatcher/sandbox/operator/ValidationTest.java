package io.eventbatcher.sandbox.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbatcher.config.Settings;
import io.eventbatcher.sandbox.broker.LoopbackPorts;
import io.eventbatcher.sandbox.simulator.api.Endpoint;
import io.eventbatcher.service.Check;
import io.eventbatcher.service.TopicPlan;
import io.eventbatcher.service.Topics;
import io.eventbatcher.service.Validation;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Validation of the broker and the topics: each thing that can be wrong is named by its cause, and by it alone. */
class ValidationTest {
    @AutoClose
    private static final ValidationWorld WORLD = new ValidationWorld();

    @Test
    void shouldFindAllWellAndSendNoEvent() {
        // When
        List<Check> checks = Validation.run(WORLD.settings(Map.of()));

        // Then
        assertThat(checks).allMatch(Check::good);
        assertThat(checks)
                .extracting(Check::what)
                .contains(
                        "broker",
                        "topic hubspot.behavioral-events",
                        "topic hubspot.batches.marketing-update",
                        "registry",
                        "schema hubspot.behavioral-events-value",
                        "HubSpot behavioral",
                        "HubSpot marketing-upsert",
                        "HubSpot marketing-update");
        for (Endpoint endpoint : Endpoint.values()) {
            assertThat(WORLD.hubSpot.journal().inputs(endpoint)).isEmpty();
        }
    }

    @Test
    void shouldNameAStoppedBroker() throws IOException {
        // When
        List<Check> failures = WORLD.failures(
                WORLD.settings(Map.of("EVENT_BATCHER_KAFKA_BOOTSTRAP_SERVERS", "localhost:" + LoopbackPorts.free())));

        // Then
        assertThat(failures).singleElement().satisfies(check -> {
            assertThat(check.what()).isEqualTo("broker");
            assertThat(check.detail())
                    .startsWith("no broker answers at localhost:")
                    .contains("kafka.bootstrap-servers");
        });
    }

    @Test
    void shouldNameABrokerWhoseHostIsUnknown() {
        // When
        List<Check> failures = WORLD.failures(
                WORLD.settings(Map.of("EVENT_BATCHER_KAFKA_BOOTSTRAP_SERVERS", "no-such-host.invalid:9092")));

        // Then
        assertThat(failures).singleElement().satisfies(check -> {
            assertThat(check.what()).isEqualTo("broker");
            assertThat(check.detail())
                    .contains("No resolvable bootstrap urls")
                    .contains("check kafka.bootstrap-servers");
        });
    }

    @Test
    void shouldNameTopicsThatDoNotFitOrAreNotThere() throws Exception {
        // Given
        Settings made = WORLD.settings(
                Map.of(), "topics: {batches-prefix: other, dead-letters: other.dead, ledger: other.ledger}");
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", WORLD.bootstrapServers()))) {
            Topics.createMissing(admin, TopicPlan.own(made, Optional.empty()));
            admin.createTopics(List.of(new NewTopic("event-batcher-behavioral-repartition", 8, (short) 1)))
                    .all()
                    .get();
            alter(admin, "other.behavioral", "retention.ms", "1000");
            alter(admin, "other.dead", "retention.ms", "86400000");
            alter(admin, "other.ledger", "cleanup.policy", "delete");
        }

        // When
        List<Check> failures = WORLD.failures(
                WORLD.settings(
                        Map.of(
                                "EVENT_BATCHER_ROUTES_BEHAVIORAL_LANES",
                                "3",
                                "EVENT_BATCHER_MAX_RECORD_BYTES",
                                "2000000"),
                        "topics: {batches-prefix: other, dead-letters: other.dead, ledger: other.ledger, replays: other.none}"));

        // Then
        Map<String, String> details = new HashMap<>();
        failures.forEach(check -> details.put(check.what(), check.detail()));
        assertThat(details.get("topic other.behavioral"))
                .contains("has 8 partitions, but 3 lanes are configured")
                .contains("Set lanes back to 8")
                .contains(
                        "has retention.ms 1000, but needs -1, without limit; kafka-configs.sh --alter --topic other.behavioral"
                                + " --add-config retention.ms=-1")
                .contains("has max.message.bytes 4000000, but needs at least 6000000");
        assertThat(details.get("topic event-batcher-behavioral-repartition")).contains("has 8 partitions, but 3 lanes");
        assertThat(details.get("topic other.dead"))
                .contains("has retention.ms 86400000, but needs at least 2592000000");
        assertThat(details.get("topic other.ledger")).contains("has cleanup.policy delete, but needs compact");
        assertThat(details.get("topic other.none")).isEqualTo("does not exist; create it with 'event-batcher topics'");
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", WORLD.bootstrapServers()))) {
            admin.deleteTopics(List.of("event-batcher-behavioral-repartition"))
                    .all()
                    .get();
        }
    }

    private static void alter(Admin admin, String topic, String setting, String value) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        admin.incrementalAlterConfigs(Map.of(
                        resource,
                        List.of(new AlterConfigOp(new ConfigEntry(setting, value), AlterConfigOp.OpType.SET))))
                .all()
                .get();
        // the broker that is asked may learn of it a moment later
        await().atMost(Duration.ofMinutes(1)).until(() -> value.equals(setting(admin, resource, setting)));
    }

    private static String setting(Admin admin, ConfigResource resource, String setting) throws Exception {
        Config topic = Objects.requireNonNull(
                admin.describeConfigs(List.of(resource)).all().get().get(resource));
        return Objects.requireNonNull(topic.get(setting)).value();
    }
}
