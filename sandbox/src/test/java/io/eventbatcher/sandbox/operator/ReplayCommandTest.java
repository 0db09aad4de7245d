package io.eventbatcher.sandbox.operator;

import static io.eventbatcher.sandbox.operator.DeadLettersWorld.bytes;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eventbatcher.deadletter.Reason;
import io.eventbatcher.replay.resolution.ReplayRun;
import io.eventbatcher.replay.resolution.Resolution;
import io.eventbatcher.sandbox.endtoend.ServiceProcess;
import io.eventbatcher.sandbox.operator.DeadLettersWorld.Ran;
import io.eventbatcher.sandbox.stack.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that change something, where stdin is no terminal and no service runs. */
@SuppressWarnings("NullAway.Init") // set before all tests
class ReplayCommandTest {
    private static DeadLettersWorld world;
    private static Path directory;
    private static String rejected;

    @BeforeAll
    static void start(@TempDir Path temporary) throws IOException {
        directory = temporary;
        world = new DeadLettersWorld(temporary, "replaying-letters");
        rejected = world.letter(100, 0, Reason.REJECTED, "No such definition.");
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
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).contains("stdin is no terminal: --yes goes on without a question, --dry-run");
    }

    /** {@code script} of util-linux gives the process a terminal; the seam before it is tested everywhere, by OperatorOptionsTest. */
    @Test
    void shouldAskAtARealTerminal() throws IOException, InterruptedException {
        // Given
        assumeThat(Programs.has("script", "--version"))
                .as("script of util-linux, for a terminal")
                .isTrue();
        String command = ServiceProcess.command(
                        Map.of(), "dead-letters", "replay", "--reason", "rejected", "--config", world.file())
                .command()
                .stream()
                .map(word -> "'" + word + "'")
                .collect(Collectors.joining(" "));
        Process process = new ProcessBuilder("script", "-qec", command, "/dev/null").start();

        // When
        process.getOutputStream().write(bytes("n\n"));
        process.getOutputStream().flush();
        String shown = new String(process.getInputStream().readAllBytes(), UTF_8);
        int status = process.waitFor();

        // Then
        assertThat(shown)
                .contains("2 events to replay, at 5,000/s at most: in 1 s or more.", "Replay 2 events? [y/N] ");
        assertThat(status).as(shown).isEqualTo(6);
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
    void shouldPrintARunAsAnObjectOfALine() {
        // Given a run that was killed before its first letter
        String id = "20261128-1402-3f2a";
        Instant begun = Instant.parse("2026-11-28T14:02:00Z");
        world.run(
                new ReplayRun(
                        id,
                        ReplayRun.RUNNING,
                        begun,
                        begun,
                        "ada",
                        "ticket \u202e42",
                        Map.of("reason", Set.of("rejected")),
                        0.5,
                        Map.of("first", "1"),
                        Map.of("meant", 1L, "sent", 0L),
                        ""),
                rejected);

        // When
        JsonNode listed = world.run("replays", "list", "--json").json().get(0);
        Ran shown = world.run("replays", "show", id, "--json");
        JsonNode cancelled = world.run("replays", "cancel", id, "--by", "bob", "--json")
                .json()
                .get(0);
        Ran again = world.run("replays", "cancel", id, "--json");

        // Then
        assertThat(listed)
                .hasToString("{\"run\":\"" + id + "\",\"status\":\"running\",\"startedAt\":\"2026-11-28T14:02:00Z\","
                        + "\"at\":\"2026-11-28T14:02:00Z\",\"by\":\"ada\",\"why\":\"ticket \u202e42\",\"rate\":0.5,"
                        + "\"note\":\"\",\"filter\":{\"reason\":[\"rejected\"]},\"terms\":{\"first\":\"1\"},"
                        + "\"counts\":" + listed.path("counts") + "}");
        assertThat(listed.path("counts").path("meant").asInt()).isEqualTo(1);
        assertThat(shown.out()).doesNotContain("\u202e").contains("ticket \\u202E42");
        assertThat(shown.json().get(0).path("now"))
                .hasToString("{\"meant\":1,\"sent\":0,\"skipped\":0,\"waiting\":0,\"delivered\":0,\"duplicate\":0,"
                        + "\"died-again\":0,\"left\":1}");
        assertThat(cancelled.path("status").asText()).isEqualTo("cancelled");
        assertThat(cancelled.path("note").asText()).isEqualTo("Cancelled by bob.");
        assertThat(again.status()).isEqualTo(1);
        assertThat(again.err()).contains("Run " + id + " is cancelled; there is nothing to cancel.");
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
