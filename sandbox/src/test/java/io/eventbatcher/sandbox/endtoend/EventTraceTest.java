package io.eventbatcher.sandbox.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eventbatcher.cli.EventBatcher;
import io.eventbatcher.control.ControlTopic;
import io.eventbatcher.control.OperatorCommand;
import io.eventbatcher.deadletter.DeadLetterHeader;
import io.eventbatcher.events.BehavioralEvent;
import io.eventbatcher.fixtures.ConsoleVisitor;
import io.eventbatcher.replay.scan.ScanProgress;
import io.eventbatcher.replay.trace.EventQuery;
import io.eventbatcher.replay.trace.EventStory;
import io.eventbatcher.replay.trace.EventTracer;
import io.eventbatcher.replay.trace.Fact;
import io.eventbatcher.replay.trace.Step;
import io.eventbatcher.replay.trace.TraceReport;
import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.simulator.api.Endpoint;
import io.eventbatcher.sandbox.simulator.faults.Effect;
import io.eventbatcher.sandbox.simulator.faults.Fault;
import io.eventbatcher.sandbox.stack.EmbeddedStack;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** An event at each stage of its life, found in the topics of a real pipeline. */
@ExtendWith(SharedStack.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // set before all tests
class EventTraceTest {
    private Pipeline pipeline;
    private Path file;
    private EventStory unread;
    private BuriedEvents buried;

    @BeforeAll
    void start(EmbeddedStack stack) throws IOException {
        pipeline = Pipeline.create(
                stack,
                "traced",
                Pipeline.generous().withAccount(BuriedEvents.account()),
                "hubspot.halt.judge-after",
                "1s",
                "routes.marketing-update.linger",
                "10m",
                "http.port",
                "0",
                "console.enabled",
                "true");
        file = Files.writeString(
                pipeline.directory().resolve("event-batcher.yaml"),
                pipeline.configuration().text());
        publish("stopped", 2);
        unread = story("stopped");
        pipeline.start();
        buried = BuriedEvents.bury(pipeline, "traced", 2).define();
    }

    @AfterAll
    void close() {
        pipeline.close();
    }

    @Test
    void shouldSayThatAnEventIsUnreadWhileTheServiceIsStopped() {
        // Then
        assertThat(unread.state()).isEqualTo("unread");
        assertThat(steps(unread)).containsExactly(Step.PUBLISHED, Step.UNREAD);
        assertThat(unread.ending()).contains("has not been read yet", "No instance is running.");
    }

    @Test
    void shouldTellADeliveryFromSourceToReceipt() {
        // Given
        publish("plain", 1);

        // When
        EventStory story = await("plain", "delivered");

        // Then
        assertThat(steps(story)).containsExactly(Step.PUBLISHED, Step.READ, Step.DELIVERED);
        assertThat(story.facts().get(0).where()).startsWith("traced.behavioral/1/");
        assertThat(story.facts().get(2).text()).contains("status 204, attempts 1, ", "batch behavioral-");
        assertThat(story.ending()).startsWith("Delivered at 20");
    }

    @Test
    void shouldNameTheRecordThatADuplicateIsOf() {
        // Given
        publish("twice", 0);
        await("twice", "delivered");
        publish("twice", 3);

        // When
        List<EventStory> stories = await(
                uuid("twice"),
                found -> found.size() == 2
                        && found.stream().anyMatch(one -> one.state().equals("duplicate")));

        // Then
        assertThat(stories).extracting(EventStory::state).containsExactly("delivered", "duplicate");
        assertThat(stories.get(1).ending()).contains("Dropped as a duplicate of traced.behavioral/0/");
    }

    @Test
    void shouldSayInWhichLaneAnEventWaitsAndWhy() {
        // Given
        order(OperatorCommand.Kind.PAUSE);
        pipeline.sources().publish(Route.MARKETING_UPSERT, 0, SimulatorEvents.upsert("open-day", 1));
        EventQuery query = query(EventQuery.By.EXTERNAL_ID, "open-day");

        // When
        EventStory story = await(
                        query,
                        found -> isIn(found, "waiting") && found.get(0).ending().contains("paused"))
                .get(0);

        // Then
        order(OperatorCommand.Kind.RESUME);
        assertThat(story.ending())
                .contains("Waits in lane marketing-upsert/", "in batch marketing-upsert-", "behind 0 events.", "ada");
        assertThat(await(query, found -> isIn(found, "delivered"))).hasSize(1);
    }

    @Test
    void shouldSayThatAnEventWaitsForItsBatchToClose() {
        // Given
        pipeline.sources().publish(Route.MARKETING_UPDATE, 0, SimulatorEvents.update("0815", 1));

        // When
        EventStory story = await(query(EventQuery.By.OBJECT_ID, "815"), found -> isIn(found, "gathered"))
                .get(0);

        // Then
        assertThat(steps(story)).containsExactly(Step.PUBLISHED, Step.READ, Step.GATHERED);
        assertThat(story.ending()).contains("for its batch to close, which takes at most 10m");
    }

    @Test
    void shouldSayThatAnEventWaitsForItsSchema() {
        // Given a schema that the registry does not know yet
        byte[] sound = pipeline.sources().encode(Route.MARKETING_UPDATE, SimulatorEvents.update("4711", 1));
        byte[] early = sound.clone();
        ByteBuffer.wrap(early).putInt(1, 987_654);
        pipeline.sources().publish(Route.MARKETING_UPDATE, 1, Outgoing.of(early));

        // When
        EventStory first = await("4711#1", "deferred");

        // Then
        assertThat(steps(first)).containsExactly(Step.PUBLISHED, Step.READ, Step.DEFERRED);
        assertThat(first.facts().get(0).text()).contains("does not pass ingest", "987654");
        assertThat(first.ending()).isEqualTo("Waits at ingest for its schema, or behind a record that does.");
    }

    @Test
    void shouldTellOfTheNewestEventsAndNameADuplicatesFirstBeyondTheLimit() {
        // Given three events of an address, the last a duplicate of the second
        publishForOneAddress("limit 1", 0);
        await("limit 1", "delivered");
        publishForOneAddress("limit 2", 1);
        await("limit 2", "delivered"); // partitions are read in no order
        publishForOneAddress("limit 2", 2);
        await(
                uuid("limit 2"),
                found -> found.stream().map(EventStory::state).toList().contains("duplicate"));

        // When
        Ran two = run("--email", "limit@example.com", "--limit", "2");
        Ran last = run(SimulatorEvents.uuid("limit 2"), "--limit", "1");

        // Then
        assertThat(two.out)
                .startsWith("These are the newest 2 events; 1 older one left out. --limit N shows more.")
                .doesNotContain(SimulatorEvents.uuid("limit 1"));
        assertThat(two.out.lines().filter(line -> line.startsWith("Now: "))).hasSize(2);
        assertThat(last.out).contains("traced.behavioral/2/", "Now: Dropped as a duplicate of traced.behavioral/1/");
    }

    @Test
    void shouldSayThatARequestIsInFlightWhileHubSpotThinks() {
        // Given
        pipeline.hubSpot()
                .faults()
                .add(Fault.once(new Effect.Delayed(Duration.ofSeconds(4)))
                        .on(Endpoint.BEHAVIORAL)
                        .containing("slow"));
        publish("slow", 0);

        // When
        EventStory story = await(
                        uuid("slow"),
                        found -> isIn(found, "waiting") && found.get(0).ending().contains("in flight"))
                .get(0);

        // Then
        assertThat(story.ending()).contains("Waits in lane behavioral/", "with 1 request in flight");
    }

    @Test
    void shouldTellTheLivesOfAnEventThatDiedAndWasReplayed() {
        // Given
        String uuid =
                DeadLetterHeader.UUID.in(buried.letters().get(0).headers()).orElseThrow();
        EventQuery query = query(EventQuery.By.UUID, uuid);
        EventStory dead = trace(query).get(0);

        // When
        buried.replay(buried.plan());
        EventStory story = await(query, found -> isIn(found, "delivered")).get(0);

        // Then
        assertThat(dead.state()).isEqualTo("dead");
        assertThat(dead.ending()).startsWith("Dead since 20").contains(", rejected. 'event-batcher dead-letters show ");
        assertThat(steps(story)).containsExactly(Step.PUBLISHED, Step.READ, Step.DIED, Step.REPLAYED, Step.DELIVERED);
        assertThat(story.facts().get(2).text()).contains("HubSpot refused the event", "does not exist");
        assertThat(story.facts().get(3).text()).contains(" was replayed by ada in run ");
        assertThat(story.facts().get(4).text()).contains("HubSpot took the replay ");
    }

    @Test
    void shouldFindAnEventByItsAddressAndByItsOrigin() {
        // Given
        BehavioralEvent event = SimulatorEvents.behavioral("addressed");
        event.setEmail("Grace@example.com");
        pipeline.sources().publish(Route.BEHAVIORAL, 2, event);
        EventStory byAddress = await(query(EventQuery.By.EMAIL, "grace@example.com"), found -> isIn(found, "delivered"))
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
    void shouldTellTheSameAtTheConsole() {
        // Given
        publish("shown", 1);
        await("shown", "delivered");
        String uuid = SimulatorEvents.uuid("shown");
        ConsoleVisitor visitor = pipeline.visitor().signIn("ada");

        // When
        String page = visitor.read("event?uuid=" + uuid);
        String revealed = visitor.post("event", Map.of("by", "uuid", "text", uuid, "why", "ticket 7"));

        // Then
        assertThat(page)
                .contains("id=\"reveal\"")
                .containsSubsequence(
                        uuid, "delivered", "Delivered at", "published", "traced.behavioral/1/", "read", "status 204");
        assertThat(revealed).contains("id=\"shown\"").doesNotContain("id=\"reveal\"");
        assertThat(visitor.read("history"))
                .containsSubsequence("ada", "looked at personal data", "events of the uuid " + uuid, "ticket 7");
    }

    @Test
    void shouldSayWhichRecordsATopicHasLetGo() throws Exception {
        // Given an event whose source record is gone, and whose receipt is not
        TopicPartition partition = new TopicPartition("traced.behavioral", 2);
        try (Admin admin = Admin.create(
                Map.of("bootstrap.servers", pipeline.settings().kafka().bootstrapServers()))) {
            admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(1)))
                    .all()
                    .get();
        }

        // When
        TraceReport report = report(uuid("stopped"));

        // Then
        assertThat(report.stories())
                .singleElement()
                .satisfies(story -> assertThat(steps(story)).containsExactly(Step.READ, Step.DELIVERED));
        assertThat(report.gone())
                .singleElement()
                .asString()
                .matches("Records of traced.behavioral before 20.* are gone: the topic's retention has let them go.");
    }

    @Test
    void shouldPrintAnObjectForEachFactAndForTheState() throws IOException {
        // When
        Ran ran = run(SimulatorEvents.uuid("traced known 0"), "--json");

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
                .allSatisfy(fact -> assertThat(fact.path("origin").asText()).startsWith("traced.behavioral/"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "00000000-0000-0000-0000-000000000000 | 1 | No topic has an event with the uuid 00000000-",
                "--origin traced.behavioral/0/4711 | 1 | No topic has an event with the origin traced.behavioral/0/4711.",
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

    private void publish(String name, int partition) {
        pipeline.sources().publish(Route.BEHAVIORAL, partition, SimulatorEvents.behavioral(name));
        assertThat(pipeline.sources().published()).isPositive();
    }

    private void publishForOneAddress(String name, int partition) {
        BehavioralEvent event = SimulatorEvents.behavioral(name);
        event.setEmail("limit@example.com");
        pipeline.sources().publish(Route.BEHAVIORAL, partition, event);
        assertThat(pipeline.sources().published()).isPositive();
    }

    private void order(OperatorCommand.Kind kind) {
        try (ControlTopic control = ControlTopic.open(pipeline.settings())) {
            control.give(new OperatorCommand(
                    OperatorCommand.target(Route.MARKETING_UPSERT), kind, "ada", "ticket 42", Instant.now(), null));
        }
    }

    private static EventQuery uuid(String name) {
        return query(EventQuery.By.UUID, SimulatorEvents.uuid(name));
    }

    private static EventQuery query(EventQuery.By by, String text) {
        return new EventQuery(by, text, Instant.now().minus(Duration.ofDays(1)), 10);
    }

    private EventStory story(String name) {
        return trace(uuid(name)).get(0);
    }

    private List<EventStory> trace(EventQuery query) {
        return report(query).stories();
    }

    private TraceReport report(EventQuery query) {
        return new EventTracer(pipeline.settings(), ScanProgress.SILENT, Instant.now()).trace(query);
    }

    private EventStory await(String name, String state) {
        return await(uuid(name), found -> isIn(found, state)).get(0);
    }

    private List<EventStory> await(EventQuery query, Predicate<List<EventStory>> end) {
        return Awaitility.await()
                .atMost(Pipeline.PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(500)) // a look reads all topics
                .pollInSameThread()
                .until(() -> trace(query), end);
    }

    private static boolean isIn(List<EventStory> stories, String state) {
        return stories.size() == 1 && stories.get(0).state().equals(state);
    }

    private static List<Step> steps(EventStory story) {
        return story.facts().stream().map(Fact::step).toList();
    }
}
