package io.eventbatcher.cli.replays;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.eventbatcher.config.Settings;
import io.eventbatcher.fixtures.LeastSettings;
import io.eventbatcher.replay.letter.LetterFilter;
import io.eventbatcher.replay.plan.ReplayOrder;
import io.eventbatcher.replay.plan.ReplayPlan;
import io.eventbatcher.replay.plan.StaleGuard;
import io.eventbatcher.replay.plan.Untold;
import io.eventbatcher.replay.scan.Place;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The question before a replay, with a person who is not there. */
class OperatorOptionsTest {
    private static final int LETTERS = 300;
    private static final Settings SETTINGS = LeastSettings.with("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @CsvSource(
            value = {"y, true", "' YES ', true", "yes, true", "n, false", "'', false", "yep, false", "NIL, false"},
            nullValues = "NIL")
    void shouldAskBehindThePlanAndReplayForAYesAlone(@Nullable String answer, boolean replayed) {
        // When
        boolean confirmed = confirmed(new OperatorOptions(() -> true, () -> answer));

        // Then
        assertThat(confirmed).isEqualTo(replayed);
        assertThat(out.toString()).startsWith("300 events to replay, at 10/s at most: in 30 s or more.");
        assertThat(err.toString()).isEqualTo("Replay 300 events? [y/N] ");
    }

    @Test
    void shouldAskNobodyWhereNoTerminalIs() {
        // When
        Throwable thrown = catchThrowable(() -> new OperatorOptions(() -> false, () -> "y").requireAnswer(command()));

        // Then
        assertThat(thrown)
                .isInstanceOf(CommandLine.ParameterException.class)
                .hasMessage(
                        "Nobody can be asked, because stdin is no terminal: --yes goes on without a question, --dry-run"
                                + " only shows the plan.");
        assertThat(err.toString()).isEmpty();
    }

    private ReplayCommand command() {
        ReplayCommand command = new ReplayCommand();
        new CommandLine(command)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .parseArgs("--config", "file");
        return command;
    }

    private boolean confirmed(OperatorOptions operator) {
        ReplayPlan plan = new ReplayPlan(
                ReplayOrder.of("ada", "", LetterFilter.ALL),
                "",
                IntStream.range(0, LETTERS)
                        .mapToObj(offset -> new Place(0, offset))
                        .toList(),
                List.of(),
                Map.of(),
                Map.of(),
                Set.of(),
                10,
                StaleGuard.NONE,
                Untold.NONE);
        return ReplayCommand.confirmed(command(), SETTINGS, plan, operator, false);
    }
}
