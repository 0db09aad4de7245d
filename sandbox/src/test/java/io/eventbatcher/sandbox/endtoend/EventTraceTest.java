package io.eventbatcher.sandbox.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.control.OperatorCommand;
import io.eventbatcher.deadletter.DeadLetterHeader;
import io.eventbatcher.fixtures.ConsoleVisitor;
import io.eventbatcher.replay.trace.EventQuery;
import io.eventbatcher.replay.trace.EventStory;
import io.eventbatcher.replay.trace.Step;
import io.eventbatcher.replay.trace.TraceReport;
import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.simulator.api.Endpoint;
import io.eventbatcher.sandbox.simulator.faults.Effect;
import io.eventbatcher.sandbox.simulator.faults.Fault;
import io.eventbatcher.sandbox.stack.EmbeddedStack;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** An event at each stage of its life, found in the topics of a real pipeline. */
@ExtendWith(SharedStack.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // set before all tests
class EventTraceTest {
    private Pipeline pipeline;
    private EventStories stories;
    private EventStory unread;
    private BuriedEvents buried;

    @BeforeAll
    void start(EmbeddedStack stack) {
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
        stories = new EventStories(pipeline);
        stories.publish("stopped", 2);
        unread = stories.story("stopped");
        pipeline.start();
        buried = BuriedEvents.bury(pipeline, "traced", 2).define();
    }

    @AfterAll
    void close() {
        pipeline.close();
    }

    @Test
    void shouldSayThatAnEventIsUnreadWhileTheServiceIsStopped() {
        // When the story is asked for before the service starts, before all tests

        // Then
        assertThat(unread.state()).isEqualTo("unread");
        assertThat(EventStories.steps(unread)).containsExactly(Step.PUBLISHED, Step.UNREAD);
        assertThat(unread.ending()).contains("has not been read yet", "No instance is running.");
    }

    @Test
    void shouldTellADeliveryFromSourceToReceipt() {
        // Given
        stories.publish("plain", 1);

        // When
        EventStory story = stories.await("plain", "delivered");

        // Then
        assertThat(EventStories.steps(story)).containsExactly(Step.PUBLISHED, Step.READ, Step.DELIVERED);
        assertThat(story.facts().get(0).where()).startsWith("traced.behavioral/1/");
        assertThat(story.facts().get(2).text()).contains("status 204, attempts 1, ", "batch behavioral-");
        assertThat(story.ending()).startsWith("Delivered at 20");
    }

    @Test
    void shouldNameTheRecordThatADuplicateIsOf() {
        // Given
        stories.publish("twice", 0);
        stories.await("twice", "delivered");
        stories.publish("twice", 3);

        // When
        List<EventStory> both = stories.await(
                EventStories.uuid("twice"),
                found -> found.size() == 2
                        && found.stream().anyMatch(one -> one.state().equals("duplicate")));

        // Then
        assertThat(both).extracting(EventStory::state).containsExactly("delivered", "duplicate");
        assertThat(both.get(1).ending()).contains("Dropped as a duplicate of traced.behavioral/0/");
    }

    @Test
    void shouldSayInWhichLaneAnEventWaitsAndWhy() {
        // Given
        pipeline.order(Route.MARKETING_UPSERT, OperatorCommand.Kind.PAUSE);
        pipeline.sources().publish(Route.MARKETING_UPSERT, 0, SimulatorEvents.upsert("open-day", 1));
        EventQuery query = EventStories.query(EventQuery.By.EXTERNAL_ID, "open-day");

        // When
        EventStory story = stories.await(
                        query,
                        found -> EventStories.isIn(found, "waiting")
                                && found.get(0).ending().contains("paused"))
                .get(0);

        // Then
        pipeline.order(Route.MARKETING_UPSERT, OperatorCommand.Kind.RESUME);
        assertThat(story.ending())
                .contains("Waits in lane marketing-upsert/", "in batch marketing-upsert-", "behind 0 events.", "ada");
        assertThat(stories.await(query, found -> EventStories.isIn(found, "delivered")))
                .hasSize(1);
    }

    @Test
    void shouldSayThatAnEventWaitsForItsBatchToClose() {
        // Given
        pipeline.sources().publish(Route.MARKETING_UPDATE, 0, SimulatorEvents.update("0815", 1));

        // When
        EventStory story = stories.await(
                        EventStories.query(EventQuery.By.OBJECT_ID, "815"),
                        found -> EventStories.isIn(found, "gathered"))
                .get(0);

        // Then
        assertThat(EventStories.steps(story)).containsExactly(Step.PUBLISHED, Step.READ, Step.GATHERED);
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
        EventStory first = stories.await("4711#1", "deferred");

        // Then
        assertThat(EventStories.steps(first)).containsExactly(Step.PUBLISHED, Step.READ, Step.DEFERRED);
        assertThat(first.facts().get(0).text()).contains("does not pass ingest", "987654");
        assertThat(first.ending()).isEqualTo("Waits at ingest for its schema, or behind a record that does.");
    }

    @Test
    void shouldSayThatARequestIsInFlightWhileHubSpotThinks() {
        // Given
        pipeline.hubSpot()
                .faults()
                .add(Fault.once(new Effect.Delayed(Duration.ofSeconds(4)))
                        .on(Endpoint.BEHAVIORAL)
                        .containing("slow"));
        stories.publish("slow", 0);

        // When
        EventStory story = stories.await(
                        EventStories.uuid("slow"),
                        found -> EventStories.isIn(found, "waiting")
                                && found.get(0).ending().contains("in flight"))
                .get(0);

        // Then
        assertThat(story.ending()).contains("Waits in lane behavioral/", "with 1 request in flight");
    }

    @Test
    void shouldTellTheLivesOfAnEventThatDiedAndWasReplayed() {
        // Given
        String uuid =
                DeadLetterHeader.UUID.in(buried.letters().get(0).headers()).orElseThrow();
        EventQuery query = EventStories.query(EventQuery.By.UUID, uuid);
        EventStory dead = stories.trace(query).get(0);

        // When
        buried.replay(buried.plan());
        EventStory story = stories.await(query, found -> EventStories.isIn(found, "delivered"))
                .get(0);

        // Then
        assertThat(dead.state()).isEqualTo("dead");
        assertThat(dead.ending()).startsWith("Dead since 20").contains(", rejected. 'event-batcher dead-letters show ");
        assertThat(EventStories.steps(story))
                .containsExactly(Step.PUBLISHED, Step.READ, Step.DIED, Step.REPLAYED, Step.DELIVERED);
        assertThat(story.facts().get(2).text()).contains("HubSpot refused the event", "does not exist");
        assertThat(story.facts().get(3).text()).contains(" was replayed by ada in run ");
        assertThat(story.facts().get(4).text()).contains("HubSpot took the replay ");
    }

    @Test
    void shouldTellTheSameAtTheConsole() {
        // Given
        stories.publish("shown", 1);
        stories.await("shown", "delivered");
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
        TraceReport report = stories.report(EventStories.uuid("stopped"));

        // Then
        assertThat(report.stories())
                .singleElement()
                .satisfies(story -> assertThat(EventStories.steps(story)).containsExactly(Step.READ, Step.DELIVERED));
        assertThat(report.gone())
                .singleElement()
                .asString()
                .matches("Records of traced.behavioral before 20.* are gone: the topic's retention has let them go.");
    }
}
