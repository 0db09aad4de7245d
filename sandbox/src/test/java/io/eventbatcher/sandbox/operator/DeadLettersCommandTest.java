package io.eventbatcher.sandbox.operator;

import static io.eventbatcher.sandbox.operator.DeadLettersWorld.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.eventbatcher.deadletter.DeadLetterHeader;
import io.eventbatcher.deadletter.Reason;
import io.eventbatcher.replay.resolution.Resolution;
import io.eventbatcher.sandbox.operator.DeadLettersWorld.Ran;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands that read dead letters, against a topic with letters of every reason and in every state. */
@SuppressWarnings("NullAway.Init")
class DeadLettersCommandTest {
    private static final byte[] BINARY = {0, -1, (byte) 0xC3, 0x28};

    private static DeadLettersWorld world;
    private static String open;
    private static String curious;
    private static String diedAgain;
    private static String handMade;
    private static String ofKafka;

    @BeforeAll
    static void start(@TempDir Path directory) throws IOException {
        world = new DeadLettersWorld(directory);
        long origin = 100;
        for (Reason reason : Reason.values()) {
            world.letter(origin++, 0, reason, "Fault of " + reason.label() + ".");
        }
        for (long event = 200; event < 203; event++) {
            open = world.letter(event, 0, Reason.REJECTED, "The event definition pe" + event + " does not exist.");
        }
        world.letter(300, 0, Reason.NOT_FOUND, "Delivered.");
        world.mark(300, 0, Resolution.REPLAYED);
        world.receipt(300, DeadLettersWorld.id(300, 0).toString());
        world.letter(301, 0, Reason.NOT_FOUND, "Died again.");
        world.mark(301, 0, Resolution.REPLAYED);
        diedAgain = world.letter(301, 1, Reason.NOT_FOUND, "Died for the second time.");
        world.letter(302, 0, Reason.NOT_FOUND, "Waits.");
        world.mark(302, 0, Resolution.REPLAYED);
        world.letter(303, 0, Reason.NOT_FOUND, "Discarded.");
        world.mark(303, 0, Resolution.DISCARDED);
        world.letter(304, 0, Reason.NOT_FOUND, "Delivered by hand.");
        world.replay(304, 0, "ticket-42");
        world.receipt(304, "ticket-42");
        world.letter(305, 0, Reason.NOT_FOUND, "Died again by hand.");
        world.letter(305, 1, Reason.NOT_FOUND, "Died again by hand, a second time.");
        Headers strange = new RecordHeaders()
                .add("twice", bytes("first"))
                .add("binary", BINARY)
                .add("nothing", null)
                .add("twice", bytes("second"));
        curious = world.letter(400, 0, Reason.EXPIRED, "Curious.", null, strange);
        ofKafka = world.record(
                null,
                BINARY,
                new RecordHeaders()
                        .add(DeadLetterHeader.ERRORS_TOPIC.key(), bytes("orders"))
                        .add(DeadLetterHeader.ERRORS_PARTITION.key(), bytes("0"))
                        .add(DeadLetterHeader.ERRORS_OFFSET.key(), bytes("7"))
                        .add(
                                DeadLetterHeader.ERRORS_EXCEPTION.key(),
                                bytes("org.apache.\u001bSerializationException")));
        handMade = world.record(BINARY, null, new RecordHeaders());
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @Test
    void shouldSummariseLettersByKindInAHundredColumns() {
        // When
        Ran ran = world.run("summary");

        // Then
        assertThat(ran.status()).isZero();
        assertThat(ran.out().lines().findFirst())
                .hasValueSatisfying(first -> assertThat(first).startsWith("24 dead letters, 18 open, in "));
        assertThat(ran.out().lines())
                .anySatisfy(line -> assertThat(line).matches("[0-9a-f]{8}  3 +3 +rejected .*[▁-█].*"));
        assertThat(ran.out())
                .contains("  behavioral, pe1234_purchase, VALIDATION_ERROR")
                .contains("  The event definition <id> does not exist.")
                .contains("-> Read HubSpot's message; define an unknown event name at HubSpot, then replay. Example: ")
                .contains("kafka-handler", "hand-made", "\\u001bSerializationException")
                .doesNotContain("\u001b");
        assertThat(ran.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
    }

    @Test
    void shouldListTheLettersOfAGroupThatTheSummaryNames() {
        // Given
        JsonNode group = world.run("summary", "--message", "event definition", "--json")
                .json()
                .get(0);

        // When
        Ran ran = world.run("list", "--group", group.path("group").asText(), "--json", "--oldest-first");

        // Then
        assertThat(group.path("open").asInt()).isEqualTo(3);
        assertThat(ran.json())
                .extracting(letter -> letter.path("uuid").asText())
                .containsExactly("u-200", "u-201", "u-202");
    }

    @Test
    void shouldKnowTheStateOfEachLetter() {
        // When
        Ran ran = world.run("list", "--reason", "not-found", "--oldest-first", "--json");

        // Then
        assertThat(ran.json())
                .extracting(letter -> letter.path("state").asText() + ": "
                        + letter.path("message").asText())
                .containsExactlyInAnyOrder(
                        "open: Fault of not-found.",
                        "delivered: Delivered.",
                        "died-again: Died again.",
                        "open: Died for the second time.",
                        "waiting: Waits.",
                        "discarded: Discarded.",
                        "delivered: Delivered by hand.",
                        "died-again: Died again by hand.",
                        "open: Died again by hand, a second time.");
    }

    @Test
    void shouldNotShowALetterOfATransactionThatWasAborted() {
        // Given
        String place = world.aborted();

        // When
        Ran list = world.run("list", "--key", "aborted");
        Ran show = world.run("show", place);

        // Then
        assertThat(list.out()).isEqualTo("No dead letter matches --key aborted.\n");
        assertThat(show.status()).isEqualTo(1);
        assertThat(show.err()).startsWith("There is no dead letter " + place);
    }

    @ParameterizedTest
    @CsvSource({"replayed, 5", "discarded, 1"})
    void shouldListLettersOfAState(String state, int count) {
        // When
        Ran ran = world.run("list", "--state", state, "--json");

        // Then
        assertThat(ran.status()).isZero();
        assertThat(ran.json()).hasSize(count);
    }

    @Test
    void shouldListTheNewestLettersInAHundredColumns() {
        // When
        Ran ran = world.run("list", "--limit", "2", "--source-topic", "reading-letters.orders");

        // Then
        assertThat(ran.out().lines())
                .hasSize(5)
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
        assertThat(ran.out().lines().toList().get(1)).matches(curious + " +[0-9-]+ [0-9:]+ +open +expired +Curious\\.");
        assertThat(ran.out()).endsWith("These are the newest 2 of 22; --limit N shows more.\n");
    }

    @Test
    void shouldShowALetterForSomebodyWhoHasNeverSeenOne() {
        // When
        Ran ran = world.run("show", open);

        // Then
        assertThat(ran.status()).isZero();
        assertThat(ran.out())
                .contains("Letter " + open + ", open, id " + DeadLettersWorld.id(202, 0))
                .contains("came from reading-letters.orders/3/202; replays before: 0")
                .contains("HubSpot refused the event, sent alone or with others of its name only (status 400")
                .contains("The event definition pe202 does not exist.")
                .contains("correlation id c-202, trace id " + DeadLettersWorld.TRACE, "after requests: 3")
                .contains("\"eventName\" : \"pe1234_purchase\"", "\"amount\" : \"12.50\"")
                .contains("The input that HubSpot gets", "\"uuid\" : \"u-202\"")
                .contains("dlq.reason: rejected", "key-202");
        assertThat(ran.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
    }

    @Test
    void shouldShowTheLivesOfAnEventAsOneHistory() {
        // When
        Ran ran = world.run("show", DeadLettersWorld.id(304, 0).toString());
        Ran second = world.run("show", diedAgain, "--json");

        // Then
        assertThat(ran.out())
                .contains(", delivered, id ")
                .containsSubsequence(
                        "died: Dead letter ",
                        "Delivered by hand.",
                        "replayed: The letter was replayed by hand, as ticket-42.",
                        "delivered: HubSpot took the replay ticket-42: status 204,",
                        "batch behavioral-0-9, correlation id c-ok.");
        assertThat(second.json().get(0).path("history"))
                .extracting(life -> life.path("what").asText())
                .containsExactlyInAnyOrder("died", "died", "replayed");
    }

    @Test
    void shouldShowUndecodableBytesAsAHexDump() {
        // When
        Ran letter = world.run("show", ofKafka);
        Ran byHand = world.run("show", handMade);

        // Then
        assertThat(letter.out())
                .contains("A handler of Kafka Streams gave the record up")
                .contains("The value is not in Confluent's wire format")
                .contains("00000000  00 ff c3 28");
        assertThat(byHand.out()).contains("Why: hand-made", "The value is null.");
    }

    @Test
    void shouldExportWholeLettersWithEveryByte() {
        // When
        Ran ran = world.run("export", "--id", DeadLettersWorld.id(400, 0).toString());

        // Then
        JsonNode letter = ran.json().get(0);
        JsonNode headers = letter.path("headers");
        assertThat(letter.has("key")).isTrue();
        assertThat(letter.path("key").isNull()).isTrue();
        assertThat(letter.path("event").path("uuid").asText()).isEqualTo("u-400");
        assertThat(headers.path(0).toString()).isEqualTo("{\"name\":\"twice\",\"text\":\"first\"}");
        assertThat(headers.path(1).path("base64").asText())
                .isEqualTo(Base64.getEncoder().encodeToString(BINARY));
        assertThat(headers.path(2).toString()).isEqualTo("{\"name\":\"nothing\",\"text\":null}");
        assertThat(headers.path(3).path("text").asText()).isEqualTo("second");
        assertThat(ran.err()).contains("1 dead letter exported.");
    }

    @Test
    void shouldExportToANewFileOnly(@TempDir Path directory) throws IOException {
        // Given
        String file = directory.resolve("letters.jsonl").toString();

        // When
        Ran first = world.run("export", "--reason", "not-found", "--no-events", "--out", file);
        Ran again = world.run("export", "--reason", "not-found", "--out", file);

        // Then
        assertThat(first.err()).contains("9 dead letters exported.");
        assertThat(Files.readAllLines(Path.of(file))).hasSize(9);
        assertThat(again.status()).isEqualTo(2);
        assertThat(again.err()).contains(file + " exists; name a new file.");
    }

    @Test
    void shouldExportEventsOfOneSchemaToAnAvroFile(@TempDir Path directory) throws IOException {
        // Given
        String file = directory.resolve("events.avro").toString();
        String other = directory.resolve("other.avro").toString();

        // When
        Ran ran = world.run("export", "--message", "event definition", "--avro", file);
        Ran undecodable = world.run("export", "--reason", "kafka-handler", "--avro", other);

        // Then
        assertThat(ran.err()).contains("3 dead letters exported.");
        try (var events = new DataFileReader<>(new File(file), new GenericDatumReader<GenericRecord>())) {
            assertThat((Iterable<GenericRecord>) events)
                    .extracting(event -> event.get("uuid").toString())
                    .containsExactlyInAnyOrder("u-200", "u-201", "u-202");
        }
        assertThat(undecodable.status()).isEqualTo(1);
        assertThat(undecodable.err())
                .startsWith("The letter " + ofKafka
                        + " does not fit the file: The value is not in Confluent's wire format");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "summary --reason rejekted | 2 | --reason: 'rejekted' does not fit; it takes one of undecodable,",
                "list --since yesterday | 2 | --since: 'yesterday' does not fit; it takes a time,",
                "list --limit 0 | 2 | --limit is from 1 to 100,000",
                "show ticket-42 | 2 | 'ticket-42' is no dead letter: write partition:offset, such as 2:1841,",
                "show 0:99999 | 1 | There is no dead letter 0:99999 in reading-letters.dead-letters:",
                "show 77:0 | 1 | There is no dead letter 77:0 in reading-letters.dead-letters:",
                "show 00000000-0000-0000-0000-000000000000 | 1 | There is no dead letter 00000000-"
            })
    void shouldAnswerMistakesWithASentence(String command, int status, String sentence) {
        // When
        Ran ran = world.run(command.split(" "));

        // Then
        assertThat(ran.status()).isEqualTo(status);
        assertThat(ran.err()).contains(sentence).doesNotContain("Exception");
        assertThat(ran.out()).isEmpty();
    }

    @Test
    void shouldSayThatNothingMatches() {
        // When
        Ran ran = world.run("list", "--status", "418");

        // Then
        assertThat(ran.status()).isZero();
        assertThat(ran.out()).isEqualTo("No dead letter matches --status 418.\n");
    }

    @Test
    void shouldNameATopicThatIsMissing(@TempDir Path directory) throws IOException {
        // When
        Ran ran = world.runWith(directory, "topics: {dead-letters: no.letters}", "summary");

        // Then
        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.err())
                .startsWith("The dead letters cannot be read: there is no topic no.letters, or we may not see it;")
                .doesNotContain("Exception");
    }
}
