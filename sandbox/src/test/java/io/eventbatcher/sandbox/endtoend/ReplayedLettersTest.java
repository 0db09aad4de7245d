package io.eventbatcher.sandbox.endtoend;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.eventbatcher.deadletter.DeadLetterHeader;
import io.eventbatcher.deadletter.Reason;
import io.eventbatcher.events.BehavioralEvent;
import io.eventbatcher.replay.event.FieldEdits;
import io.eventbatcher.replay.letter.FilterOption;
import io.eventbatcher.replay.letter.LetterFilter;
import io.eventbatcher.replay.letter.LetterState;
import io.eventbatcher.replay.plan.EditPreview;
import io.eventbatcher.replay.plan.Exclusion;
import io.eventbatcher.replay.plan.ReplayOrder;
import io.eventbatcher.replay.plan.ReplayPlan;
import io.eventbatcher.replay.plan.ReplayPlanner;
import io.eventbatcher.replay.run.LetterMarks;
import io.eventbatcher.replay.run.RegistrySilentException;
import io.eventbatcher.replay.run.ReplayRunner;
import io.eventbatcher.replay.run.RunListener;
import io.eventbatcher.replay.run.RunReport;
import io.eventbatcher.replay.scan.ScanProgress;
import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.simulator.journal.AcceptedInput;
import io.eventbatcher.sandbox.stack.EmbeddedStack;
import io.eventbatcher.sandbox.stack.Programs;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Letters of many kinds, and what a replay makes of each. */
@ExtendWith(SharedStack.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // set before all tests
class ReplayedLettersTest {
    private static final String OBJECT_ID = "777";
    private static final String END = "-end-of-record-";
    private static final List<Outgoing> CURIOUS = List.of(
            new Outgoing(null, bytes("no key"), List.of(new RecordHeader("trace", bytes("1")))),
            new Outgoing(new byte[0], new byte[0], List.of(new RecordHeader("empty", new byte[0]))),
            new Outgoing(new byte[] {0, -1}, null, List.of(new RecordHeader("null", (byte[]) null))),
            new Outgoing(
                    bytes("curious"),
                    new byte[] {0, 1, 2, -128},
                    List.of(
                            new RecordHeader("twice", new byte[] {-1}),
                            new RecordHeader("", bytes("nameless")),
                            new RecordHeader("twice", new byte[] {-61, 40, 0, -1}))));

    private final Set<String> knownObjectIds = ConcurrentHashMap.newKeySet();
    private EmbeddedStack stack;
    private Pipeline pipeline;
    private Map<String, BuriedEvents> letters;
    private @Nullable RunReport curious;

    @BeforeAll
    void start(EmbeddedStack shared) {
        stack = shared;
        pipeline = Pipeline.create(
                stack,
                "replayed-letters",
                Pipeline.generous().withAccount(BuriedEvents.account().withObjectIds(knownObjectIds::contains)),
                "hubspot.halt.judge-after",
                "1s");
        pipeline.start();
        letters = BuriedEvents.bury(pipeline, Map.of("limit", 1, "discarded", 3, "silence", 3));
    }

    @AfterAll
    void close() {
        pipeline.close();
    }

    @Test
    void shouldKeepKeyValueAndHeadersByteForByte() {
        // When
        RunReport report = replayOfCuriousRecords();

        // Then
        assertThat(report.progress().of(LetterState.DIED_AGAIN)).isEqualTo(CURIOUS.size());
        List<ConsumerRecord<byte[], byte[]>> replays =
                pipeline.read(pipeline.settings().topics().replays());
        List<ConsumerRecord<byte[], byte[]>> letters = pipeline.deadLetters().stream()
                .filter(letter -> DeadLetterHeader.REASON
                                .in(letter.headers())
                                .filter(Reason.UNDECODABLE.label()::equals)
                                .isPresent()
                        && DeadLetterHeader.REPLAYS
                                .in(letter.headers())
                                .filter("0"::equals)
                                .isPresent())
                .toList();
        assertThat(letters).hasSameSizeAs(CURIOUS);
        for (ConsumerRecord<byte[], byte[]> letter : letters) {
            assertThat(replays).anySatisfy(replay -> {
                assertThat(replay.key()).isEqualTo(letter.key());
                assertThat(replay.value()).isEqualTo(letter.value());
                List<Header> expected = new ArrayList<>(List.of(letter.headers().toArray()));
                expected.add(new RecordHeader(
                        DeadLetterHeader.REPLAY_ID.key(),
                        bytes(DeadLetterHeader.ID.in(letter.headers()).orElseThrow())));
                assertThat(replay.headers().toArray()).isEqualTo(expected.toArray());
            });
        }
    }

    @Test
    void shouldShowAnIndependentClientTheBytesOfTheProducer() throws IOException {
        // Given
        assumeThat(Programs.has("kcat", "-V"))
                .as("kcat, a client that has no code in common with Kafka's own")
                .isTrue();
        var unused = replayOfCuriousRecords();

        // When
        List<String> published =
                kcat(pipeline.settings().route(Route.BEHAVIORAL).topic(), "0");
        List<String> replays = kcat(pipeline.settings().topics().replays(), "-1");

        // Then
        assertThat(CURIOUS).map(ReplayedLettersTest::asKcatShows).allSatisfy(record -> {
            assertThat(published).contains(record);
            assertThat(replays).anySatisfy(replay -> assertThat(replay).startsWith(record + ",__streams.errors."));
        });
    }

    /** Replays records with all that Kafka allows, when they have died; once for all tests. */
    private RunReport replayOfCuriousRecords() {
        if (curious == null) {
            CURIOUS.forEach(outgoing -> pipeline.sources().publish(Route.BEHAVIORAL, 0, outgoing));
            pipeline.awaitRest();
            curious = replay(order(filter(FilterOption.REASON, "undecodable")));
            pipeline.awaitReplayed(CURIOUS.size());
        }
        return curious;
    }

    /** The records of a topic, each as lengths and bytes of key and value, then headers. */
    private List<String> kcat(String topic, String partition) throws IOException {
        Process kcat = new ProcessBuilder(
                        "kcat",
                        "-C",
                        "-e",
                        "-q",
                        "-b",
                        stack.backend().bootstrapServers(),
                        "-t",
                        topic,
                        "-p",
                        partition,
                        "-X",
                        "isolation.level=read_committed",
                        "-f",
                        "%K:%k %S:%s %h" + END)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String all = new String(kcat.getInputStream().readAllBytes(), ISO_8859_1);
        return List.of(all.split(END));
    }

    /** A length of -1 stands for null, a null header is a word, and kcat shows the value of a header up to its first zero. */
    private static String asKcatShows(Outgoing outgoing) {
        return shown(outgoing.key())
                + ' '
                + shown(outgoing.value())
                + ' '
                + outgoing.headers().stream()
                        .map(header -> header.key()
                                + '='
                                + (header.value() == null
                                        ? "NULL"
                                        : new String(header.value(), ISO_8859_1).split("\0", -1)[0]))
                        .collect(Collectors.joining(","));
    }

    private static String shown(byte @Nullable [] bytes) {
        return bytes == null ? "-1:" : bytes.length + ":" + new String(bytes, ISO_8859_1);
    }

    @Test
    void shouldRefuseAChangeOlderThanADeliveredOneUnlessForced() {
        // Given
        pipeline.sources().publish(Route.MARKETING_UPDATE, 1, SimulatorEvents.update(OBJECT_ID, 1));
        pipeline.awaitRest();
        knownObjectIds.add(OBJECT_ID);
        LetterFilter filter = filter(FilterOption.REASON, "not-found");
        ReplayPlan before = plan(order(filter));
        pipeline.sources().publish(Route.MARKETING_UPDATE, 1, SimulatorEvents.update(OBJECT_ID, 2));
        pipeline.awaitRest();

        // When
        ReplayPlan stale = plan(order(filter));
        ReplayPlan forced = plan(order(filter).forced(true));

        // Then
        assertThat(before.places()).hasSize(1);
        assertThat(stale.leftOut()).isEqualTo(Map.of(Exclusion.STALE, 1L));
        assertThat(forced.places()).hasSize(1);
    }

    @Test
    void shouldSendAnEditedEventSignedAndRefuseAnInvalidEdit() {
        // Given
        BehavioralEvent event = SimulatorEvents.behavioral("edited");
        event.setEventName("no-prefix");
        pipeline.sources().publish(Route.BEHAVIORAL, 2, event);
        pipeline.awaitRest();
        String name = SimulatorEvents.behavioral("any").getEventName();
        LetterFilter filter = filter(FilterOption.EVENT_NAME, "no-prefix");

        // When
        EditPreview invalid = preview(filter, "eventName=still wrong");
        EditPreview unknown = preview(filter, "evntName=" + name);
        RunReport report =
                replay(order(filter).withEdits(FieldEdits.of(List.of("eventName=" + name, "properties.page=1.50"))));

        // Then
        pipeline.awaitReplayed(1);
        assertThat(invalid.examples().get(0).event().findings())
                .anySatisfy(finding -> assertThat(finding).contains("pe{HubID}_{name}"));
        assertThat(unknown.examples().get(0).event().findings())
                .containsExactly(
                        "'evntName' cannot be set: the schema has no field 'evntName', but uuid, eventName, occurredAt, email, utk, objectId, properties.");
        assertThat(report.progress().of(LetterState.DELIVERED)).isEqualTo(1);
        assertThat(pipeline.accepted(Route.BEHAVIORAL))
                .filteredOn(input -> input.identity().equals(SimulatorEvents.uuid("edited")))
                .extracting(AcceptedInput::eventName)
                .containsExactly(name);
        Headers headers = pipeline.read(pipeline.settings().topics().replays()).stream()
                .map(ConsumerRecord::headers)
                .filter(sent -> DeadLetterHeader.EDITED_BY.in(sent).isPresent())
                .findFirst()
                .orElseThrow();
        assertThat(DeadLetterHeader.EDITED_BY.in(headers)).hasValue("ada");
        assertThat(DeadLetterHeader.EDITED_FIELDS.in(headers)).hasValue("eventName,properties.page");
    }

    @Test
    void shouldStopAndNotSkipWhatCannotBeEditedWhileTheRegistryIsSilent() {
        // Given
        BuriedEvents buried = Objects.requireNonNull(letters.get("silence")).define();
        ReplayPlan plan = buried.plan(buried.order().withEdits(FieldEdits.of(List.of("properties.page=2"))));
        RunListener outage = new RunListener() {
            @Override
            public void did(Step step) {
                stack.registry().answerWith(503);
            }
        };

        // When
        Throwable thrown = catchThrowable(() -> buried.replay(plan, outage, () -> false));

        // Then
        stack.registry().answerNormally();
        List<ConsumerRecord<byte[], byte[]>> before = buried.replays();
        RunReport later = buried.replay(buried.plan());
        pipeline.awaitReplayed(3);
        assertThat(thrown)
                .isInstanceOf(RegistrySilentException.class)
                .hasMessageContaining("The schema registry gives no answer");
        assertThat(before).isEmpty();
        assertThat(later.progress().of(LetterState.DELIVERED)).isEqualTo(3);
    }

    @Test
    void shouldTakeLettersOfKafkasOwnHandlersAndLeaveOutThoseWithoutARoute() {
        // Given
        byte[] value = pipeline.sources().encode(Route.BEHAVIORAL, SimulatorEvents.behavioral("of a handler"));
        Headers ofKafka = new RecordHeaders()
                .add(
                        DeadLetterHeader.ERRORS_TOPIC.key(),
                        bytes(pipeline.settings().route(Route.BEHAVIORAL).topic()))
                .add(DeadLetterHeader.ERRORS_PARTITION.key(), bytes("3"))
                .add(DeadLetterHeader.ERRORS_OFFSET.key(), bytes("123456"))
                .add(DeadLetterHeader.ERRORS_EXCEPTION.key(), bytes("org.example.Broken"));
        letter(value, ofKafka);
        letter(value, new RecordHeaders());
        LetterFilter filter =
                LetterFilter.of(Map.of(FilterOption.REASON, List.of("kafka-handler", "hand-made")), Instant.now());

        // When
        ReplayPlan plan = plan(order(filter));
        RunReport report = runner().start("of-kafka", plan);

        // Then
        pipeline.awaitReplayed(1);
        assertThat(plan.leftOut()).isEqualTo(Map.of(Exclusion.NO_ROUTE, 1L));
        assertThat(report.progress().of(LetterState.DELIVERED)).isEqualTo(1);
        assertThat(pipeline.receipts().uuids()).contains(SimulatorEvents.uuid("of a handler"));
    }

    @Test
    void shouldLeaveOutDiscardedLettersUntilTheyAreRestored() {
        // Given
        BuriedEvents buried = Objects.requireNonNull(letters.get("discarded"));
        ReplayPlanner planner = new ReplayPlanner(pipeline.settings(), ScanProgress.SILENT);
        LetterMarks marks = new LetterMarks(pipeline.settings());

        // When
        long discarded = marks.discard("discards", planner.marking(buried.order(), LetterState.OPEN), Instant.now());
        ReplayPlan without = buried.plan();
        long restored =
                marks.restore("restores", planner.marking(buried.order(), LetterState.DISCARDED), Instant.now());

        // Then
        assertThat(discarded).isEqualTo(3);
        assertThat(without.leftOut()).isEqualTo(Map.of(Exclusion.DISCARDED, 3L));
        assertThat(restored).isEqualTo(3);
        assertThat(buried.plan().places()).hasSize(3);
    }

    @Test
    void shouldLeaveOutALetterThatDiedAsOftenAsAllowed() {
        // Given a letter that died at the one replay that is allowed
        BuriedEvents buried = Objects.requireNonNull(letters.get("limit"));
        ReplayOrder order = buried.order().withMaxReplays(1);
        RunReport report = buried.replayAmongOthers(buried.plan(order));

        // When
        ReplayPlan plan = buried.plan(order);

        // Then
        pipeline.awaitReplayed(1);
        assertThat(report.progress().of(LetterState.DIED_AGAIN)).isEqualTo(1);
        assertThat(plan.places()).isEmpty();
        assertThat(plan.leftOut()).containsEntry(Exclusion.REPLAY_LIMIT, 1L);
        List<Headers> lives =
                buried.letters().stream().map(ConsumerRecord::headers).toList();
        assertThat(lives).hasSize(2);
        assertThat(lives.get(1).toArray()).hasSameSizeAs(lives.get(0).toArray());
    }

    private EditPreview preview(LetterFilter filter, String edit) {
        return EditPreview.of(
                pipeline.settings(),
                plan(order(filter).withEdits(FieldEdits.of(List.of(edit)))),
                3,
                ScanProgress.SILENT);
    }

    private static LetterFilter filter(FilterOption option, String value) {
        return LetterFilter.of(Map.of(option, List.of(value)), Instant.now());
    }

    private static ReplayOrder order(LetterFilter filter) {
        return ReplayOrder.of("ada", "", filter).withPatience(Duration.ofHours(3));
    }

    private ReplayPlan plan(ReplayOrder order) {
        return new ReplayPlanner(pipeline.settings(), ScanProgress.SILENT).plan(order);
    }

    private ReplayRunner runner() {
        return BuriedEvents.runner(pipeline, RunListener.SILENT, () -> false);
    }

    private RunReport replay(ReplayOrder order) {
        return runner().start("run-" + Instant.now().toEpochMilli(), plan(order));
    }

    @SuppressWarnings("NullAway") // a record may lack a partition and a value
    private void letter(byte @Nullable [] value, Headers headers) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", stack.backend().bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            var unused = producer.send(new ProducerRecord<>(
                    pipeline.settings().topics().deadLetters(), null, bytes("key"), value, headers));
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
