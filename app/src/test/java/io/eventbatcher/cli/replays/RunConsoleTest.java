package io.eventbatcher.cli.replays;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.eventbatcher.config.Settings;
import io.eventbatcher.fixtures.LeastSettings;
import io.eventbatcher.replay.letter.LetterState;
import io.eventbatcher.replay.run.RunEnd;
import io.eventbatcher.replay.run.RunProgress;
import io.eventbatcher.replay.run.RunReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class RunConsoleTest {
    private static final Settings SETTINGS = LeastSettings.with("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @CsvSource({
        "DONE, 0, 0, 0",
        "DONE, 1, 0, 3",
        "DONE, 1, 1, 3",
        "DONE, 0, 1, 4",
        "STOPPED, 0, 0, 5",
        "CANARY_FAILED, 2, 0, 5",
        "FAILING, 9, 0, 5",
        "CANCELLED, 0, 0, 5",
        "TAKEN_OVER, 0, 4, 5"
    })
    void shouldEndWithAStatusThatTellsTheEnd(RunEnd end, long died, long waiting, int status) {
        // When
        int told = RunConsole.status(report(end, died, waiting, ""));

        // Then
        assertThat(told).isEqualTo(status);
    }

    @Test
    void shouldEndWithATableAndTheNextStep() {
        // When
        console().print(report(RunEnd.DONE, 2, 1, ""));

        // Then
        assertThat(out.toString().lines())
                .containsExactly(
                        "Run run-1 is done.",
                        "  delivered      4",
                        "  duplicate      0",
                        "  died again     2",
                        "  still waiting  1",
                        "  skipped        1",
                        "  not sent       2",
                        "'event-batcher dead-letters replays show run-1 --config FILE' tells later what became of the letters that wait.",
                        "'event-batcher dead-letters summary --state open --config FILE' tells why letters died again.");
    }

    @Test
    void shouldSayHowAStoppedRunGoesOn() {
        // When
        console().print(report(RunEnd.STOPPED, 0, 1, "Its process was asked to stop."));

        // Then
        assertThat(out.toString())
                .startsWith("Run run-1 stopped: Its process was asked to stop.\n")
                .endsWith("'event-batcher dead-letters replays resume run-1 --config FILE' goes on.\n");
    }

    @Test
    void shouldPrintProgressAndEndAsObjectsOfALineEach() throws IOException {
        // Given
        ReplayCommand command = command("--json");
        RunReport report = report(RunEnd.CANARY_FAILED, 2, 1, "Two died.");

        // When
        try (RunLine line = new RunLine(command)) {
            line.progress(report.progress());
        }
        new RunConsole(command, SETTINGS).print(report);

        // Then
        String[] lines = out.toString().split("\n", -1);
        ObjectMapper json = new ObjectMapper();
        assertThat(json.readTree(lines[0]).path("progress").path("died-again").asInt())
                .isEqualTo(2);
        assertThat(json.readTree(lines[1]))
                .hasToString(
                        "{\"run\":\"run-1\",\"end\":\"canary-failed\",\"note\":\"Two died.\",\"counts\":{\"meant\":10,"
                                + "\"sent\":7,\"skipped\":1,\"waiting\":1,\"delivered\":4,\"duplicate\":0,\"died-again\":2,\"left\":2}}");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void shouldShowProgressWithABarAndTheReasonOfAPause() {
        // Given
        RunProgress paused = new RunProgress(
                10, 4, 1, Map.of(LetterState.WAITING, 3L, LetterState.DELIVERED, 1L), "behavioral is paused: ada");

        // When
        try (RunLine line = new RunLine(command())) {
            line.progress(paused);
        }

        // Then
        assertThat(err.toString())
                .isEqualTo(
                        "[##########----------] 5 of 10: 1 delivered, 0 died again, 3 waiting. Waits: behavioral is paused: ada\n");
    }

    private RunConsole console() {
        return new RunConsole(command(), SETTINGS);
    }

    private ReplayCommand command(String... options) {
        ReplayCommand command = new ReplayCommand();
        new CommandLine(command)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .parseArgs(Stream.concat(Stream.of("--config", "file"), Stream.of(options))
                        .toArray(String[]::new));
        return command;
    }

    /** Ten letters, of which seven were sent and one skipped. */
    private static RunReport report(RunEnd end, long died, long waiting, String note) {
        Map<LetterState, Long> outcomes = Map.of(
                LetterState.DIED_AGAIN, died, LetterState.WAITING, waiting, LetterState.DELIVERED, 7 - died - waiting);
        return new RunReport("run-1", end, new RunProgress(10, 7, 1, outcomes, ""), note);
    }
}
