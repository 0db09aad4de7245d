package io.eventbatcher.sandbox.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eventbatcher.cli.EventBatcher;
import io.eventbatcher.events.BehavioralEvent;
import io.eventbatcher.replay.trace.EventQuery;
import io.eventbatcher.replay.trace.EventStory;
import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.stack.EmbeddedStack;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** {@code event-batcher event} beside a running pipeline. */
@ExtendWith(SharedStack.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // set before all tests
class EventCommandTest {
    private Pipeline pipeline;
    private Path file;
    private EventStories stories;

    @BeforeAll
    void start(EmbeddedStack stack) throws IOException {
        pipeline = Pipeline.create(stack, "asked", Pipeline.only(Route.BEHAVIORAL));
        file = Files.writeString(
                pipeline.directory().resolve("event-batcher.yaml"),
                pipeline.configuration().text());
        stories = new EventStories(pipeline);
        pipeline.start();
    }

    @AfterAll
    void close() {
        pipeline.close();
    }

    @Test
    void shouldTellOfTheNewestEventsAndNameADuplicatesFirstBeyondTheLimit() {
        // Given three events of an address, the last a duplicate of the second
        publishForOneAddress("limit 1", 0);
        stories.await("limit 1", "delivered");
        publishForOneAddress("limit 2", 1);
        stories.await("limit 2", "delivered"); // partitions are read in no order
        publishForOneAddress("limit 2", 2);
        stories.await(
                EventStories.uuid("limit 2"),
                found -> found.stream().map(EventStory::state).toList().contains("duplicate"));

        // When
        Ran two = run("--email", "limit@example.com", "--limit", "2");
        Ran last = run(SimulatorEvents.uuid("limit 2"), "--limit", "1");

        // Then
        assertThat(two.out)
                .startsWith("These are the newest 2 events; 1 older one left out. --limit N shows more.")
                .doesNotContain(SimulatorEvents.uuid("limit 1"));
        assertThat(two.out.lines().filter(line -> line.startsWith("Now: "))).hasSize(2);
        assertThat(last.out).contains("asked.behavioral/2/", "Now: Dropped as a duplicate of asked.behavioral/1/");
    }

    @Test
    void shouldFindAnEventByItsAddressAndByItsOrigin() {
        // Given
        BehavioralEvent event = SimulatorEvents.behavioral("addressed");
        event.setEmail("Grace@example.com");
        stories.publish(event, 2);
        EventStory byAddress = stories.await(
                        EventStories.query(EventQuery.By.EMAIL, "grace@example.com"),
                        found -> EventStories.isIn(found, "delivered"))
                .get(0);
        String origin = byAddress.facts().get(0).where();

        // When
        Ran ran = run("--origin", origin);

        // Then
        assertThat(byAddress.uuid()).isEqualTo(SimulatorEvents.uuid("addressed"));
        assertThat(ran.status).isZero();
        assertThat(ran.out)
                .startsWith("Event " + byAddress.uuid() + ", route behavioral")
                .contains(origin)
                .containsSubsequence("published", "read", "delivered", "Now: Delivered at 20");
        assertThat(ran.out.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
    }

    @Test
    void shouldPrintAnObjectForEachFactAndForTheState() throws IOException {
        // Given
        stories.publish("plain", 1);
        stories.await("plain", "delivered");

        // When
        Ran ran = run(SimulatorEvents.uuid("plain"), "--json");

        // Then
        List<JsonNode> objects = new ArrayList<>();
        for (String line : ran.out.lines().toList()) {
            JsonNode object = new ObjectMapper().readTree(line);
            if (!object.has("gone")) {
                objects.add(object);
            }
        }
        assertThat(objects)
                .extracting(
                        fact -> fact.path("step").asText() + fact.path("now").asText())
                .containsExactly("published", "read", "delivered", "delivered");
        assertThat(objects.get(2).path("status").asInt()).isEqualTo(204);
        assertThat(objects)
                .allSatisfy(fact -> assertThat(fact.path("origin").asText()).startsWith("asked.behavioral/"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "00000000-0000-0000-0000-000000000000 | 1 | No topic has an event with the uuid 00000000-",
                "--origin asked.behavioral/0/4711 | 1 | No topic has an event with the origin asked.behavioral/0/4711.",
                "--origin 3:7 | 2 | '3:7' is no origin: write topic/partition/offset,",
                "--email a@b.c --object-id 7 | 2 | Name the event by exactly one of UUID, --email,",
                "--limit 5 | 2 | Name the event by exactly one of UUID, --email,",
                "x --since yesterday | 2 | --since: 'yesterday' does not fit; it takes a time,"
            })
    void shouldAnswerWithASentence(String arguments, int status, String sentence) {
        // When
        Ran ran = run(arguments.split(" "));

        // Then
        assertThat(ran.status).isEqualTo(status);
        assertThat(ran.err).contains(sentence).doesNotContain("Exception");
        assertThat(ran.out).isEmpty();
    }

    private record Ran(int status, String out, String err) {}

    private Ran run(String... arguments) {
        List<String> all = new ArrayList<>(List.of("event"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--config", file.toString()));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine commandLine =
                EventBatcher.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return new Ran(commandLine.execute(all.toArray(String[]::new)), out.toString(), err.toString());
    }

    private void publishForOneAddress(String name, int partition) {
        BehavioralEvent event = SimulatorEvents.behavioral(name);
        event.setEmail("limit@example.com");
        stories.publish(event, partition);
    }
}
