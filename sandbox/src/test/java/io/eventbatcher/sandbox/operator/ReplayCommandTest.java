package io.eventbatcher.sandbox.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eventbatcher.deadletter.Reason;
import io.eventbatcher.replay.resolution.Resolution;
import io.eventbatcher.sandbox.operator.DeadLettersWorld.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that change something, where stdin is no terminal and no service runs. */
@SuppressWarnings("NullAway.Init") // set before all tests
class ReplayCommandTest {
    private static DeadLettersWorld world;
    private static Path directory;

    @BeforeAll
    static void start(@TempDir Path temporary) throws IOException {
        directory = temporary;
        world = new DeadLettersWorld(temporary, "replaying-letters");
        world.letter(100, 0, Reason.REJECTED, "No such definition.");
        world.letter(101, 0, Reason.REJECTED, "No such definition.");
        world.letter(102, 3, Reason.NOT_FOUND, "Nobody knows it.");
        world.letter(103, 0, Reason.UNCONFIRMED, "Nothing was said.");
        world.letter(104, 0, Reason.EXPIRED, "It took too long.");
        world.mark(104, 0, Resolution.REPLAYED);
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @Test
    void shouldNeedAYesWhereNobodyCanBeAsked() {
        // When
        Ran ran = world.run("replay", "--reason", "rejected");

        // Then
        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.out()).startsWith("2 events to replay, at 5,000/s in about 1 s.");
        assertThat(ran.err()).contains("stdin is no terminal: --yes replays 2 events, --dry-run only shows the plan.");
    }

    @Test
    void shouldShowThePlanWithTheReasonOfEachLetterThatIsLeftOut() {
        // When
        Ran ran = world.run("replay", "--dry-run", "--json", "--rate", "0.5");

        // Then
        JsonNode plan = ran.json().get(0).path("plan");
        assertThat(ran.status()).isZero();
        assertThat(plan.path("leftOut")).hasToString("{\"waiting\":1,\"replay-limit\":1}");
        assertThat(plan.path("seconds").asDouble())
                .isEqualTo(plan.path("letters").asInt() / 0.5);
    }

    @Test
    void shouldSayThatNoLetterMatches() {
        // When
        Ran ran = world.run("replay", "--uuid", "nobody", "--yes");

        // Then
        assertThat(ran.status()).isEqualTo(6);
        assertThat(ran.out()).isEqualTo("No dead letter matches --uuid nobody.\n");
    }

    @Test
    void shouldEndWellIfAllLettersAreOnTheirWay() {
        // When
        Ran ran = world.run("replay", "--reason", "expired", "--yes");

        // Then
        assertThat(ran.status()).isZero();
        assertThat(ran.out()).contains("0 events to replay.", "1  waiting  an earlier replay is on its way");
    }

    @Test
    void shouldDiscardWithAReasonAndRestore() {
        // When
        Ran without = world.run("discard", "--reason", "unconfirmed", "--yes");
        Ran discarded = world.run("discard", "--reason", "unconfirmed", "--why", "test events", "--yes");
        Ran again = world.run("discard", "--reason", "unconfirmed", "--why", "test events", "--yes");
        Ran restored = world.run("restore", "--reason", "unconfirmed", "--yes", "--json");

        // Then
        assertThat(without.status()).isEqualTo(2);
        assertThat(without.err()).startsWith("--why: say why");
        assertThat(discarded.out()).endsWith("1 letter discarded.\n");
        assertThat(again.status()).isEqualTo(6);
        assertThat(restored.json().get(0).path("marked").asInt()).isEqualTo(1);
    }

    @Test
    void shouldNameARunThatIsNotThere() {
        // When
        Ran ran = world.run("replays", "show", "20260101-0000-abcd");

        // Then
        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.err()).startsWith("There is no run 20260101-0000-abcd in replaying-letters.resolutions; ");
    }

    @Test
    void shouldRefuseAnEditWithoutAValueAndShowTheDifferenceOfASoundOne() {
        // When
        Ran wrong = world.run("edit", "--reason", "rejected", "--set", "eventName");
        Ran sound = world.run("edit", "--reason", "rejected", "--set", "eventName=pe1_other", "--dry-run");

        // Then
        assertThat(wrong.status()).isEqualTo(2);
        assertThat(wrong.err()).startsWith("--set: 'eventName' changes nothing: write a field and its value");
        assertThat(sound.status()).isZero();
        assertThat(sound.out()).contains("-> \"pe1_other\"");
    }

    @Test
    void shouldTakeTheChangesOfAnExportedFile() throws IOException {
        // Given
        Path file = directory.resolve("exported.jsonl");
        var unused = world.run("export", "--reason", "rejected", "--out", file.toString());
        String changed = Files.readString(file);
        ObjectNode first =
                (ObjectNode) DeadLettersWorld.parsed(changed.lines().findFirst().orElseThrow());
        ((ObjectNode) first.path("event")).put("eventName", "pe1_changed");
        Path edited = Files.writeString(
                directory.resolve("edited.jsonl"),
                first + "\n" + changed.lines().skip(1).findFirst().orElseThrow());

        // When
        Ran same = world.run("edit", "--file", file.toString(), "--dry-run");
        Ran ran = world.run("edit", "--file", edited.toString(), "--dry-run");

        // Then
        assertThat(same.status()).as(same.err()).isEqualTo(1);
        assertThat(same.err()).contains("no event of " + file + " differs from its letter.");
        assertThat(ran.status()).isZero();
        assertThat(ran.out()).contains("eventName: ", "-> \"pe1_changed\"", "1 event to replay");
    }

    @Test
    void shouldNameTopicsThatAreMissing() throws IOException {
        // When
        Ran ran = world.runWith(
                directory,
                "topics: {dead-letters: replaying-letters.dead-letters, resolutions: not-there, replays: nor-there}\n",
                "discard",
                "--reason",
                "rejected",
                "--why",
                "x",
                "--yes");

        // Then
        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.err()).contains("there are no topics", "not-there", "nor-there");
    }
}
