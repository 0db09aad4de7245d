package io.eventbatcher.sandbox.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.eventbatcher.config.Settings;
import io.eventbatcher.control.ControlTopic;
import io.eventbatcher.control.LaneState;
import io.eventbatcher.control.OperatorChannel;
import io.eventbatcher.control.OperatorCommand;
import io.eventbatcher.route.Route;
import io.eventbatcher.service.KafkaClients;
import io.eventbatcher.service.LaneList;
import io.eventbatcher.time.Clocks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Orders about lanes and source topics on the command line, and the list of them. */
class LanesCommandTest {
    @AutoClose
    private static final ValidationWorld WORLD = new ValidationWorld();

    @Test
    void shouldGiveAnOrderAboutASourceTopicOfARouteAndAboutNoOther(@TempDir Path directory) throws Exception {
        // Given
        Settings settings = WORLD.settings(Map.of());
        String file = configuration(directory, "");
        String topic = settings.route(Route.BEHAVIORAL).topic();

        // When
        Invocation given = Invocation.here(
                "lanes", "dead-letter", "--source", topic, "--for", "5m", "--by", "ada", "--config", file);
        Invocation wrong = Invocation.here("lanes", "resume", "--source", "another", "--config", file);

        // Then
        assertThat(given.status()).isZero();
        assertThat(given.out()).contains("Ordered: dead-letter source/" + topic);
        assertThat(wrong.status()).isEqualTo(2);
        assertThat(wrong.out()).contains("'another' is not the source topic of an enabled route.");
        try (ControlTopic control = ControlTopic.open(settings)) {
            List<OperatorCommand> aboutTopics = control.commands().stream()
                    .filter(order -> order.sourceTopic().isPresent())
                    .toList();
            assertThat(aboutTopics).singleElement().satisfies(order -> {
                assertThat(order.sourceTopic()).hasValue(topic);
                assertThat(order.kind()).isEqualTo(OperatorCommand.Kind.DEAD_LETTER);
                assertThat(order.by()).isEqualTo("ada");
                assertThat(order.until()).isEqualTo(order.at().plus(Duration.ofMinutes(5)));
            });
        }
    }

    @Test
    void shouldKnowAllOrdersHoweverSeldomTheyAreRead() {
        // Given a reader that has looked once, and so has asked the broker for the next record
        Settings settings = WORLD.settings(Map.of());
        try (ControlTopic reader = ControlTopic.open(settings);
                ControlTopic writer = ControlTopic.open(settings)) {
            reader.poll(Duration.ofMillis(100));
            int before = reader.commands().size();
            for (int order = 0; order < 30; order++) {
                writer.give(resumed(order));
            }

            // When
            reader.catchUp();

            // Then
            assertThat(reader.commands()).hasSize(before + 30);
        }
    }

    @Test
    void shouldReadOnWhenTheTopicWasMadeAnew() throws Exception {
        // Given a reader of a topic that was longer than the one that replaces it
        Settings settings = WORLD.settings(Map.of(), "topics: {lanes: lanes.anew}");
        Set<String> topic = Set.of(settings.topics().lanes());
        try (Admin admin = KafkaClients.admin(settings)) {
            create(admin, topic);
            try (ControlTopic reader = ControlTopic.open(settings);
                    ControlTopic writer = ControlTopic.open(settings)) {
                for (int order = 0; order < 5; order++) {
                    writer.give(resumed(order));
                }
                reader.catchUp();
                admin.deleteTopics(topic).all().get();
                await().untilAsserted(() ->
                        assertThat(admin.listTopics().names().get()).doesNotContainAnyElementsOf(topic));
                create(admin, topic);
                try (ControlTopic later = ControlTopic.open(settings)) {
                    later.give(resumed(5));
                }

                // When, Then
                await().untilAsserted(() -> {
                    reader.catchUp();
                    assertThat(reader.commands()).contains(resumed(5));
                });
            }
        }
    }

    private static void create(Admin admin, Set<String> topics) throws Exception {
        admin.createTopics(topics.stream()
                        .map(topic -> new NewTopic(topic, 1, (short) 1))
                        .toList())
                .all()
                .get();
    }

    private static OperatorCommand resumed(int lane) {
        return new OperatorCommand(
                OperatorCommand.target(Route.BEHAVIORAL, lane),
                OperatorCommand.Kind.RESUME,
                "ada",
                "",
                Instant.EPOCH,
                null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"audit --patience 0", "lanes list", "lanes pause behavioral"})
    void shouldNameTheTopicThatACommandMisses(String command, @TempDir Path directory) throws Exception {
        // Given: a broker that answers
        String file = configuration(directory, "topics: {lanes: no.lanes, ledger: no.ledger, batches-prefix: no}");

        // When
        Invocation invocation = Invocation.here((command + " --config " + file).split(" "));

        // Then
        assertThat(invocation.status()).isEqualTo(1);
        assertThat(invocation.out())
                .contains(command.startsWith("audit") ? "no.ledger" : "no.lanes", "'event-batcher validate'")
                .doesNotContain("no broker answers", "Exception");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "audit --patience -5 | --patience': '-5' is no duration",
                "lanes dead-letter behavioral --for 99999999999999h | no time of 24h at most",
                "lanes judge behavioral --for 25h | no time of 24h at most",
                "lanes dead-letter behavioral --for soon | no time of 24h at most",
                "lanes resume | or --source TOPIC"
            })
    void shouldRefuseWhatNoOrderCanMean(String command, String sentence, @TempDir Path directory) throws Exception {
        // Given
        String file = configuration(directory, "");

        // When
        Invocation invocation = Invocation.here((command + " --config " + file).split(" "));

        // Then
        assertThat(invocation.status()).isEqualTo(2);
        assertThat(invocation.out()).contains(sentence).doesNotContain("Exception");
    }

    private static String configuration(Path directory, String more) throws IOException {
        return Files.writeString(
                        directory.resolve("event-batcher.yaml"),
                        "kafka: {bootstrap-servers: '%s'}\nregistry: {url: '%s'}\n%s"
                                .formatted(
                                        WORLD.bootstrapServers(),
                                        WORLD.registry().url(),
                                        more))
                .toString();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -600, 600})
    void shouldListASourceTopicThatIsHaltedWhateverTheClockOfItsInstance(long clockOffSeconds) {
        // Given
        Settings settings = WORLD.settings(Map.of());
        LaneState halted = LaneState.ofSource(
                "one",
                "events",
                "It is the wrong topic.",
                Instant.EPOCH,
                Instant.now().plusSeconds(clockOffSeconds));
        try (OperatorChannel board = OperatorChannel.start(
                ControlTopic.open(settings), settings, Clocks.SYSTEM, () -> List.of(halted), order -> {})) {
            // When
            List<LaneList.Row> last =
                    await().atMost(OperatorChannel.SILENT_AFTER).until(() -> listed(settings), rows -> !rows.isEmpty());

            // Then
            assertThat(last)
                    .singleElement()
                    .satisfies(row -> assertThat(row.state())
                            .usingRecursiveComparison()
                            .ignoringFields("at")
                            .isEqualTo(halted));
        }
    }

    @Test
    void shouldShowWhatIsNotWellWithItsCauseAndTheRestInOneLine(@TempDir Path directory) throws Exception {
        // Given
        Settings settings = WORLD.settings(Map.of());
        String file = configuration(directory, "");
        LaneState halted = LaneState.ofSource(
                "one",
                settings.route(Route.BEHAVIORAL).topic(),
                "It is the wrong topic.",
                Instant.EPOCH,
                Instant.now());
        try (OperatorChannel board = OperatorChannel.start(
                ControlTopic.open(settings), settings, Clocks.SYSTEM, () -> List.of(halted), order -> {})) {
            await().atMost(OperatorChannel.SILENT_AFTER)
                    .until(
                            () -> listed(settings),
                            rows -> rows.stream()
                                    .anyMatch(row -> row.state().reason().equals(halted.reason())));

            // When
            Invocation status = Invocation.here("status", "--config", file);
            Invocation json = Invocation.here("status", "--json", "--config", file);

            // Then
            assertThat(status.out())
                    .contains("instances: one", "behavioral        source      halted")
                    .contains("  halted since 1970-01-01T00:00:00Z: It is the wrong topic.")
                    .contains("3 routes          lanes       unattended", "The other 22 stages are well.");
            assertThat(status.out().lines()).allMatch(line -> line.length() <= 100);
            assertThat(new ObjectMapper().readTree(json.out()).path("stages"))
                    .hasSize(26)
                    .first()
                    .satisfies(stage -> assertThat(
                                    stage.path("causes").get(0).path("reason").asText())
                            .isEqualTo("It is the wrong topic."));
        }
    }

    private static List<LaneList.Row> listed(Settings settings) {
        try (ControlTopic control = ControlTopic.open(settings)) {
            return new LaneList(settings, Clock.systemUTC())
                    .read(control).stream()
                            .filter(row -> row.state().aboutSource())
                            .toList();
        }
    }
}
