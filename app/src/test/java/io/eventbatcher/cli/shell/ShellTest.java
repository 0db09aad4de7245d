package io.eventbatcher.cli.shell;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.eventbatcher.cli.EventBatcher;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** Completion and manual pages, tried with the programs that read them, where the machine has these. */
class ShellTest {
    @ParameterizedTest
    @CsvSource({
        "'la', 1, lanes",
        "'lanes pa', 2, pause",
        "'status --wat', 2, --watch",
        "'dead-letters replay --rea', 3, --reason",
        "'completion zs', 2, ''"
    })
    void shouldCompleteInBash(String typed, int word, String completed, @TempDir Path directory) throws Exception {
        // Given
        Path script = Files.writeString(directory.resolve("script"), output("completion", "bash"));

        // When
        String replies = said(
                "bash",
                "--norc",
                "-c",
                "compopt() { :; }; source '%s'; COMP_WORDS=(event-batcher %s); COMP_CWORD=%d; _complete_event-batcher; echo \"${COMPREPLY[@]}\""
                        .formatted(script, typed, word));

        // Then
        assertThat(replies.strip()).isEqualTo(completed);
    }

    @Test
    void shouldCompleteInZsh(@TempDir Path directory) throws Exception {
        // Given
        Path script = Files.writeString(directory.resolve("script"), output("completion", "zsh"));

        // When
        String registered = said("zsh", "-f", "-c", "source '%s'; echo $_comps[event-batcher]".formatted(script));

        // Then
        assertThat(registered).contains("-F _complete_event-batcher");
    }

    @Test
    void shouldSayForWhichShellsThereIsCompletion() {
        // Given
        StringWriter err = new StringWriter();
        CommandLine commandLine = EventBatcher.commandLine().setErr(new PrintWriter(err));

        // When
        int status = commandLine.execute("completion", "fish");

        // Then
        assertThat(status).isEqualTo(2);
        assertThat(err.toString()).contains("There is no completion for 'fish'; there is one for bash and for zsh.");
    }

    @Test
    void shouldWriteAPageForEachCommandThatTroffTakesWithoutAWarning(@TempDir Path directory) throws Exception {
        // Given
        Path pages = directory.resolve("man1");

        // When
        output("man", "--directory", pages.toString());

        // Then
        assertThat(names(pages))
                .contains(
                        "event-batcher.1",
                        "event-batcher-run.1",
                        "event-batcher-lanes-pause.1",
                        "event-batcher-dead-letters-replays-resume.1");
        assertThat(said("groff", arguments(pages))).isEmpty();
    }

    @Test
    void shouldTellInThePageWhatTheHelpTells() {
        // When
        String page = output("man", "lanes", "pause");

        // Then
        assertThat(page)
                .contains(
                        ".TH EVENT\\-BATCHER\\-LANES\\-PAUSE 1",
                        "event\\-batcher\\-lanes\\-pause \\- Stops sending for a route, or for one of its lanes",
                        "\\fB\\-c, \\-\\-config\\fR=\\fIFILE\\fR",
                        "over restarts, too")
                .doesNotContain("@|", "${");
    }

    /** The output of a program; without the program the test is skipped. */
    private static String said(String program, String... arguments) throws IOException, InterruptedException {
        assumeTrue(
                Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .anyMatch(directory -> Files.isExecutable(Path.of(directory, program))),
                program + " is not on this machine");
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    /** All warnings, and no output. */
    private static String[] arguments(Path pages) throws IOException {
        return Stream.concat(
                        Stream.of("-man", "-ww", "-z"),
                        names(pages).stream().map(name -> pages.resolve(name).toString()))
                .toArray(String[]::new);
    }

    private static String output(String... arguments) {
        StringWriter out = new StringWriter();
        int status = EventBatcher.commandLine().setOut(new PrintWriter(out)).execute(arguments);
        assertThat(status).isZero();
        return out.toString();
    }
}
