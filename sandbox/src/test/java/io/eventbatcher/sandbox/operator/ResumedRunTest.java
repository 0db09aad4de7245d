package io.eventbatcher.sandbox.operator;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eventbatcher.console.run.ConsoleRuns;
import io.eventbatcher.deadletter.DeadLetter;
import io.eventbatcher.deadletter.DeadLetterHeader;
import io.eventbatcher.deadletter.LeftOut;
import io.eventbatcher.deadletter.Reason;
import io.eventbatcher.record.Origin;
import io.eventbatcher.record.SourceRecord;
import io.eventbatcher.replay.letter.FilterOption;
import io.eventbatcher.replay.letter.LetterFilter;
import io.eventbatcher.replay.plan.ReplayOrder;
import io.eventbatcher.replay.plan.ReplayPlan;
import io.eventbatcher.replay.plan.ReplayPlanner;
import io.eventbatcher.replay.run.ReplayRunner;
import io.eventbatcher.replay.run.RunFailedException;
import io.eventbatcher.replay.run.RunListener;
import io.eventbatcher.replay.run.RunReport;
import io.eventbatcher.replay.scan.ScanProgress;
import io.eventbatcher.replay.scan.TopicRecreatedException;
import io.eventbatcher.replay.state.LetterSearch;
import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.operator.DeadLettersWorld.Ran;
import io.eventbatcher.sandbox.stack.TopicReader;
import io.eventbatcher.time.Clocks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands in whose middle something happens: Ctrl-C, further deaths, topics that are made anew. No service runs. */
@SuppressWarnings("NullAway.Init") // set before all tests
class ResumedRunTest {
    private static final String SOURCE = "resumed-runs.source";

    private static DeadLettersWorld world;
    private static Path directory;
    private static Admin admin;
    private static ScheduledExecutorService instance;

    @BeforeAll
    static void start(@TempDir Path temporary) throws Exception {
        directory = temporary;
        world = new DeadLettersWorld(temporary, "resumed-runs");
        admin = Admin.create(
                Map.of("bootstrap.servers", world.settings().kafka().bootstrapServers()));
        // an instance is heard for half a minute, and a slow machine may take longer
        instance = Executors.newSingleThreadScheduledExecutor();
        var unused = instance.scheduleWithFixedDelay(() -> world.runs(Route.BEHAVIORAL), 0, 5, TimeUnit.SECONDS);
    }

    @AfterAll
    static void close() {
        instance.shutdownNow();
        admin.close();
        world.close();
    }

    @Test
    void shouldEndInOrderByASignalAndGoOnWithTheChangesOfAFileThatIsGone() throws IOException {
        // Given two letters, each with a change of its own, and a run that takes a long time for the second
        world.letter(10, 0, Reason.INVALID_EVENT, "Wrong name.");
        world.letter(11, 0, Reason.INVALID_EVENT, "Wrong name.");
        Path file = changed("invalid-event");

        // When
        CompletableFuture<Ran> running = CompletableFuture.supplyAsync(
                () -> world.run("edit", "--file", file.toString(), "--rate", "0.005", "--wait", "1s", "--yes"));
        await().atMost(Duration.ofMinutes(2))
                .until(() -> !replays(Reason.INVALID_EVENT).isEmpty());
        askToStop();
        Ran stopped = running.orTimeout(2, TimeUnit.MINUTES).join();
        Files.delete(file);
        String run = stopped.out().replaceAll("(?s).*Run (\\S+) stopped: .*", "$1");
        JsonNode shown = world.run("replays", "show", run, "--json").json().get(0);
        Ran resumed = world.run("replays", "resume", run, "--yes");

        // Then
        assertThat(stopped.status()).as(stopped.err()).isEqualTo(5);
        assertThat(stopped.out())
                .contains(
                        "Run " + run + " stopped: Its process was asked to stop.",
                        "'event-batcher dead-letters replays resume " + run + " --config FILE' goes on.");
        assertThat(shown.path("status").asText()).isEqualTo("paused");
        assertThat(shown.path("now").path("left").asInt()).isEqualTo(1);
        assertThat(resumed.status()).as(resumed.err()).isEqualTo(4);
        assertThat(replays(Reason.INVALID_EVENT))
                .extracting(replay -> new String(replay.value(), ISO_8859_1))
                .satisfiesExactlyInAnyOrder(
                        first -> assertThat(first).contains("u-10", "pe1_changed_u-10"),
                        second -> assertThat(second).contains("u-11", "pe1_changed_u-11"));
        assertThat(replays(Reason.INVALID_EVENT))
                .allSatisfy(replay -> assertThat(DeadLetterHeader.EDITED_FIELDS.in(replay.headers()))
                        .hasValue("eventName"));
    }

    @Test
    void shouldEndARunOfTheConsoleWithTheServiceSoThatACommandGoesOn() throws Exception {
        // Given a run of an instance, which takes a long time for its second letter
        world.letter(50, 0, Reason.NOT_FOUND, "Nobody knows it.");
        world.letter(51, 0, Reason.NOT_FOUND, "Nobody knows it.");
        ReplayPlan plan = plan(Reason.NOT_FOUND).by(order(Reason.NOT_FOUND).withRate(0.005));
        ConsoleRuns console = new ConsoleRuns(world.settings(), String::valueOf, Clocks.SYSTEM);
        console.begin("of-the-console", plan, () -> {});
        console.begin("of-the-console", plan, () -> {});
        await().atMost(Duration.ofMinutes(2))
                .until(() ->
                        console.find("of-the-console").orElseThrow().progress().sent() == 1);

        // When
        console.close(Duration.ofMinutes(2));
        Ran shown = world.run("replays", "show", "of-the-console");
        Ran resumed = world.run("replays", "resume", "of-the-console", "--yes");

        // Then
        assertThat(shown.out()).contains("paused: Its process was asked to stop.", "not sent       1");
        assertThat(resumed.status()).as(resumed.err()).isEqualTo(4);
        assertThat(replays(Reason.NOT_FOUND)).hasSize(2);
        assertThat(catchThrowable(() -> console.begin("another", plan, () -> {})))
                .hasMessageContaining("The instance stops");
    }

    /** Letters of a reason, exported, each with a name of its own. */
    private static Path changed(String reason) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (JsonNode letter : world.run("export", "--reason", reason).json()) {
            ((ObjectNode) letter.path("event"))
                    .put("eventName", "pe1_changed_" + letter.path("uuid").asText());
            lines.append(letter).append('\n');
        }
        return Files.writeString(directory.resolve("changed.jsonl"), lines);
    }

    /** Once a run listens; the signal ends the JVM otherwise. Ctrl-C is the same to a run, but a process in the background may ignore SIGINT. */
    private static void askToStop() throws IOException {
        new ProcessBuilder(
                        "kill", "-TERM", Long.toString(ProcessHandle.current().pid()))
                .start();
    }

    @Test
    void shouldReadTheLettersThatHaveDiedBeforeTheReadingBegan() {
        // Given a letter that follows each letter that is read
        world.letter(40, 0, Reason.UNCONFIRMED, "Nothing was said.");
        world.letter(41, 0, Reason.UNCONFIRMED, "Nothing was said.");
        List<String> read = new ArrayList<>();

        // When
        var unused = LetterSearch.open(world.settings(), ScanProgress.SILENT)
                .pass(filter(Reason.UNCONFIRMED), (letter, state) -> {
                    read.add(letter.place());
                    world.letter(42 + read.size(), 0, Reason.UNCONFIRMED, "Nothing was said.");
                });

        // Then
        assertThat(read).hasSize(2);
    }

    @Test
    void shouldTouchNoLetterOfATopicThatIsMadeAnewInTheMiddle() throws Exception {
        // Given letters in two partitions, and other letters at their places in the new topic
        List<String> places = new ArrayList<>();
        for (int origin = 20; places.size() < 2 || partitions(places).size() < 2; origin++) {
            places.add(world.letter(origin, 0, Reason.EXPIRED, "It took too long."));
        }
        ReplayPlan plan = plan(Reason.EXPIRED);
        boolean[] madeAnew = {false};
        RunListener owner = new RunListener() {
            @Override
            public void did(Step step) {
                if (step == Step.COMMITTED && !madeAnew[0]) {
                    madeAnew[0] = true;
                    makeAnew(world.settings().topics().deadLetters(), 4);
                    for (int origin = 20; origin < 20 + places.size(); origin++) {
                        world.letter(origin, 7, Reason.EXPIRED, "Of the new topic.");
                    }
                }
            }
        };

        // When
        Throwable thrown = catchThrowable(() -> runner(owner).start("made-anew", plan));
        Ran shown = world.run("replays", "show", "made-anew");
        Ran resumed = world.run("replays", "resume", "made-anew", "--yes");

        // Then
        assertThat(thrown).isInstanceOf(RunFailedException.class).cause().isInstanceOf(TopicRecreatedException.class);
        assertThat(shown.status()).isZero();
        assertThat(shown.out()).contains("ada", "--reason expired", "was deleted and made anew");
        assertThat(resumed.status()).isEqualTo(1);
        assertThat(resumed.err())
                .contains(
                        "The topic resumed-runs.dead-letters was deleted and made anew since the letters were chosen");
        assertThat(replays(Reason.EXPIRED))
                .isNotEmpty()
                .allSatisfy(replay -> assertThat(DeadLetterHeader.REPLAYS.in(replay.headers()))
                        .hasValue("0"));
    }

    private static Set<String> partitions(List<String> places) {
        Set<String> partitions = new HashSet<>();
        places.forEach(place -> partitions.add(place.split(":", 2)[0]));
        return partitions;
    }

    @Test
    void shouldNotTakeAnotherRecordForAnOriginalWhoseTopicIsMadeAnewInTheMiddle() throws Exception {
        // Given letters without their values, whose originals stand in two partitions
        create(SOURCE, 2);
        original(0, "first");
        original(1, "second");
        ReplayPlan plan = plan(Reason.TOO_LARGE);
        boolean[] madeAnew = {false};
        RunListener owner = new RunListener() {
            @Override
            public void did(Step step) {
                if (step == Step.COMMITTED && !madeAnew[0]) {
                    madeAnew[0] = true;
                    makeAnew(SOURCE, 2);
                    world.record(SOURCE, 1, null, world.event("of the new topic"), new RecordHeaders());
                }
            }
        };

        // When
        RunReport report = runner(owner).start("originals", plan);

        // Then
        assertThat(plan.places()).hasSize(2);
        assertThat(report.progress().sent()).isEqualTo(1);
        assertThat(report.progress().skipped()).isEqualTo(1);
        assertThat(replays(Reason.TOO_LARGE)).singleElement().satisfies(replay -> {
            assertThat(replay.value()).isEqualTo(world.event("first"));
            assertThat(DeadLetterHeader.LEFT_OUT.in(replay.headers())).isEmpty();
        });
    }

    /** Puts an event on a partition of the source topic, and its letter, which lacks the value. */
    private static void original(int partition, String uuid) {
        byte[] value = world.event(uuid);
        String place = world.record(SOURCE, partition, null, value, new RecordHeaders());
        SourceRecord source = new SourceRecord(
                new Origin(SOURCE, partition, Long.parseLong(place.split(":", 2)[1]), 5),
                null,
                value,
                new RecordHeaders(),
                0);
        DeadLetter letter = DeadLetter.of(LeftOut.abridged(source, 0), Reason.TOO_LARGE, "Too large.", Instant.now())
                .with(DeadLetterHeader.ROUTE, Route.BEHAVIORAL.label());
        world.record(world.settings().topics().deadLetters(), partition, null, null, letter.headers());
    }

    private static ReplayPlan plan(Reason reason) {
        return new ReplayPlanner(world.settings(), ScanProgress.SILENT).plan(order(reason));
    }

    private static ReplayOrder order(Reason reason) {
        return ReplayOrder.of("ada", "", filter(reason)).withRate(4).withPatience(Duration.ZERO);
    }

    private static LetterFilter filter(Reason reason) {
        return LetterFilter.of(Map.of(FilterOption.REASON, List.of(reason.label())), Instant.now());
    }

    private static ReplayRunner runner(RunListener listener) {
        return new ReplayRunner(world.settings(), Clocks.SYSTEM, listener, () -> false);
    }

    private static List<ConsumerRecord<byte[], byte[]>> replays(Reason reason) {
        return TopicReader.all(
                        world.settings().kafka().bootstrapServers(),
                        world.settings().topics().replays())
                .stream()
                .filter(replay -> DeadLetterHeader.REASON
                        .in(replay.headers())
                        .filter(reason.label()::equals)
                        .isPresent())
                .toList();
    }

    /** Until the broker tells of the new topic. */
    private static void makeAnew(String topic, int partitions) {
        try {
            Uuid before = id(topic);
            admin.deleteTopics(List.of(topic)).all().get();
            await().until(() -> !admin.listTopics().names().get().contains(topic));
            create(topic, partitions);
            await().ignoreExceptions().until(() -> !id(topic).equals(before));
        } catch (Exception failure) {
            throw new IllegalStateException("The broker does not make " + topic + " anew.", failure);
        }
    }

    private static void create(String topic, int partitions) throws Exception {
        admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1)))
                .all()
                .get();
        await().ignoreExceptions().until(() -> !id(topic).equals(Uuid.ZERO_UUID));
    }

    private static Uuid id(String topic) throws Exception {
        return Objects.requireNonNull(admin.describeTopics(List.of(topic))
                        .allTopicNames()
                        .get()
                        .get(topic))
                .topicId();
    }
}
