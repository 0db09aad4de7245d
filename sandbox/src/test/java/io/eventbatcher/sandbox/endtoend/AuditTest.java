package io.eventbatcher.sandbox.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eventbatcher.audit.Auditor;
import io.eventbatcher.audit.Discrepancy;
import io.eventbatcher.audit.RouteAudit;
import io.eventbatcher.ledger.Account.Stage;
import io.eventbatcher.ledger.Tally;
import io.eventbatcher.record.Batch;
import io.eventbatcher.record.Item;
import io.eventbatcher.record.ItemDraft;
import io.eventbatcher.record.Origin;
import io.eventbatcher.record.SourceRecord;
import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.load.LoadGenerator;
import io.eventbatcher.sandbox.load.Pace;
import io.eventbatcher.sandbox.load.plan.LoadPlan;
import io.eventbatcher.sandbox.load.plan.LoadSettings;
import io.eventbatcher.sandbox.stack.EmbeddedStack;
import io.eventbatcher.time.Clocks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** The audit of a live service must balance; after that each test plants one fault in another lane or route, and looks for it. */
@ExtendWith(SharedStack.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // set before all tests
class AuditTest {
    private static final int EVENTS = 2_000;
    /** So that they move for several looks. */
    private static final int EVENTS_PER_SECOND = 200;

    /** A planted gap does not go away by looking again. */
    private static final Duration ONE_LOOK = Duration.ZERO;

    private EmbeddedStack stack;
    private Pipeline pipeline;
    private Admin admin;
    private List<RouteAudit> whileMoving;
    private String booksWhileMoving;
    private List<RouteAudit> purged;

    @BeforeAll
    void runOnce(EmbeddedStack shared) throws Exception {
        stack = shared;
        pipeline = Pipeline.create(
                stack,
                "audit",
                Pipeline.generous().withAccount(EmbeddedStack.account()),
                "purge-interval",
                "1s",
                "http.port",
                "0",
                "console.enabled",
                "true");
        admin = Admin.create(Map.of("bootstrap.servers", stack.broker().bootstrapServers()));
        Map<Route, String> topics = new EnumMap<>(Route.class);
        pipeline.settings().routes().forEach((route, of) -> topics.put(route, of.topic()));
        LoadGenerator generator = new LoadGenerator(
                stack.broker().bootstrapServers(), topics, Pace.perSecond(EVENTS_PER_SECOND), published -> {});
        pipeline.start();
        CompletableFuture<Void> publishing = CompletableFuture.runAsync(() -> generator.publish(new LoadPlan(
                LoadSettings.of(EVENTS, 10, 5, 3, Pipeline.SOURCE_PARTITIONS),
                pipeline.sources().schemas())));
        await().atMost(Pipeline.PATIENCE)
                .until(() -> pipeline.counters(Route.BEHAVIORAL).inputsAccepted() > 0);
        booksWhileMoving = pipeline.visitor().read("books");
        // on a busy machine the ledger may be later than a look waits for it; then the next one tells, and there too
        // events move
        int[] more = {0};
        await().atMost(Pipeline.PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInSameThread()
                .until(() -> {
                    int number = more[0]++;
                    pipeline.sources()
                            .publish(Route.BEHAVIORAL, number % 4, SimulatorEvents.behavioral("moving " + number));
                    whileMoving = audit(ONE_LOOK);
                    return whileMoving.stream().allMatch(RouteAudit::balanced);
                });
        publishing.join();
        pipeline.sources().alsoPublished(EVENTS);
        pipeline.awaitRest();
        TopicPartition lane = lane(Route.MARKETING_UPSERT, 0);
        await().atMost(Pipeline.PATIENCE).until(() -> begin(lane) > 0 && begin(lane) == committed(lane));
        purged = audit(Pipeline.PATIENCE);
    }

    @AfterAll
    void close() {
        admin.close();
        pipeline.close();
    }

    @Test
    void shouldFindNoGapWhileEventsMove() {
        // When the audit looks at what moves, before all tests

        // Then
        assertThat(whileMoving).allSatisfy(route -> assertThat(route.gaps()).isEmpty());
        assertThat(booksWhileMoving).contains("The books balance", "id=\"books-marketing-update\"");
    }

    @Test
    void shouldBalanceWhenWhatIsSettledHasBeenPurged() {
        // When the settled batches have been purged
        RouteAudit upserts = purged.get(1);

        // Then
        assertThat(purged).allMatch(RouteAudit::balanced).allMatch(RouteAudit::still);
        assertThat(upserts.route()).isEqualTo(Route.MARKETING_UPSERT);
        assertThat(upserts.consumed())
                .isPositive()
                .isEqualTo(upserts.delivered() + upserts.duplicates() + upserts.deadLettered());
        assertThat(upserts.delivered()).isPositive();
        assertThat(upserts.duplicates()).isPositive();
        assertThat(upserts.deadLettered()).isPositive();
        assertThat(upserts.waiting()).isZero();
    }

    @Test
    void shouldNameTheLaneWhoseBatchWasNeverCounted() throws Exception {
        // Given a batch that delivery settles, and batching never made
        Batch stray = new Batch(Route.MARKETING_UPDATE, 1, 0, Batch.ClosedBy.LINGER, List.of(update("1"), update("2")));
        TopicPartition lane = lane(Route.MARKETING_UPDATE, 1);

        // When
        write(new ProducerRecord<>(lane.topic(), lane.partition(), null, stray.toBytes()));

        // Then, in the topic or settled
        assertThat(gaps(Route.MARKETING_UPDATE)).singleElement().satisfies(gap -> {
            assertThat(gap.where()).startsWith("between batching and delivery, lane 1 ");
            assertThat(gap.events()).isEqualTo(2);
            assertThat(gap.sentence()).contains("2 events").contains("never counted");
        });
    }

    @Test
    void shouldNameTheStagesBetweenWhichALedgerRecordIsWrong() throws Exception {
        // Given
        String account = Stage.BATCHING.label() + "/behavioral/1";
        Tally right = tally(account);

        // When
        write(new ProducerRecord<>(
                pipeline.settings().topics().ledger(),
                account.getBytes(UTF_8),
                right.plus(new Tally(0, 7, 0, 0)).toBytes()));

        // Then
        assertThat(gaps(Route.BEHAVIORAL))
                .extracting(Discrepancy::where)
                .satisfiesExactly(
                        own -> assertThat(own).isEqualTo(account),
                        lane -> assertThat(lane).startsWith("between batching and delivery, lane 1 "));
        assertThat(audit(ONE_LOOK).get(0).gap()).isEqualTo(7);
        // once the books that were read before are not shown any more
        await().atMost(Pipeline.PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofSeconds(1))
                .pollInSameThread()
                .untilAsserted(() -> assertThat(pipeline.visitor().read("books"))
                        .contains(
                                "A gap in the books of ",
                                "behavioral: " + account,
                                "7 events were put into batches, and are neither settled nor in the topic."));
    }

    @Test
    void shouldNameTheAccountThatTheCommittedOffsetContradicts() throws Exception {
        // Given
        String account = Stage.DELIVERY.label() + "/marketing-upsert/1";

        // When
        write(new ProducerRecord<>(
                pipeline.settings().topics().ledger(), account.getBytes(UTF_8), Tally.ZERO.toBytes()));

        // Then the command says so too
        assertThat(gaps(Route.MARKETING_UPSERT)).extracting(Discrepancy::where).contains(account);
        Path file = Files.writeString(
                pipeline.directory().resolve("audit.yaml"),
                pipeline.configuration().text());
        Process command = ServiceProcess.command(
                        Map.of(),
                        "audit",
                        "--route",
                        "marketing-upsert",
                        "--json",
                        "--patience",
                        "0",
                        "--config",
                        file.toString())
                .start();
        JsonNode said = new ObjectMapper().readTree(command.getInputStream());
        assertThat(command.waitFor()).isEqualTo(1);
        assertThat(said.path("balanced").asBoolean(true)).isFalse();
        assertThat(said.path("routes")).singleElement().satisfies(route -> {
            assertThat(route.path("route").asText()).isEqualTo("marketing-upsert");
            assertThat(route.path("consumed").asLong()).isEqualTo(purged.get(1).consumed());
            assertThat(route.path("gaps").findValuesAsText("where")).contains(account);
        });
    }

    private TopicPartition lane(Route route, int number) {
        return new TopicPartition(pipeline.settings().topics().batches(route), number);
    }

    private static Item update(String objectId) {
        SourceRecord source = new SourceRecord(new Origin("nowhere", 0, 0, 0), null, null, new RecordHeaders(), 0);
        String json = "{\"objectId\":\"" + objectId + "\"}";
        return new ItemDraft("stray " + objectId, null, objectId, null, 0, json.getBytes(UTF_8), source).encode();
    }

    private List<RouteAudit> audit(Duration patience) {
        return new Auditor(pipeline.settings(), admin, Clocks.SYSTEM)
                .audit(pipeline.settings().enabledRoutes(), patience);
    }

    private List<Discrepancy> gaps(Route route) {
        return audit(ONE_LOOK).stream()
                .filter(audited -> audited.route() == route)
                .findFirst()
                .orElseThrow()
                .gaps();
    }

    /** The last word on it: on the way there the ledger says less. */
    private Tally tally(String account) {
        return pipeline.read(pipeline.settings().topics().ledger()).stream()
                .filter(entry -> new String(entry.key(), UTF_8).equals(account))
                .reduce((earlier, later) -> later)
                .map(last -> Tally.parse(last.value()))
                .orElseThrow();
    }

    private void write(ProducerRecord<byte[], byte[]> planted) throws ExecutionException, InterruptedException {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", stack.broker().bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(planted).get();
        }
    }

    private long begin(TopicPartition lane) throws ExecutionException, InterruptedException {
        return admin.listOffsets(Map.of(lane, OffsetSpec.earliest()))
                .partitionResult(lane)
                .get()
                .offset();
    }

    private long committed(TopicPartition lane) throws ExecutionException, InterruptedException {
        return Objects.requireNonNull(
                        admin.listConsumerGroupOffsets(pipeline.settings().deliveryGroup())
                                .partitionsToOffsetAndMetadata()
                                .get()
                                .get(lane))
                .offset();
    }
}
