package io.eventbatcher.console.page.replays;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.console.access.RefusedException;
import io.eventbatcher.console.http.Parameters;
import io.eventbatcher.replay.letter.LetterFilter;
import io.eventbatcher.replay.plan.ReplayOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunChoiceTest {
    @ParameterizedTest
    @CsvSource({
        "'', 300, 5, 'Send 5 first, then 295'",
        "'', 6, 5, 'Send 5 first, then 1'",
        "'', 5, 0, Send all 5",
        "'', 1, 0, Send 1 event",
        "first=0, 2000, 0, 'Send all 2,000'",
        "first=10, 300, 10, 'Send 10 first, then 290'",
        "first=300, 300, 0, Send all 300"
    })
    void shouldSendFiveFirstWhereMoreAreMeant(String query, int letters, int first, String button)
            throws RefusedException {
        // When
        RunChoice choice = RunChoice.of(Parameters.parse(query));

        // Then
        assertThat(choice.first(letters)).isEqualTo(first);
        assertThat(SendForm.button(letters, choice.first(letters))).isEqualTo(button);
    }

    @Test
    void shouldSayTheSameAsTheCommandLine() throws RefusedException {
        // Given
        RunChoice choice =
                RunChoice.of(Parameters.parse("rate=0.5&first=&stop-on-failure=10&force=yes&max-replays=7&why=no"));

        // When
        ReplayOrder order = choice.careful(choice.bounded(ReplayOrder.of("ada", "", LetterFilter.ALL)), 300);

        // Then
        assertThat(order)
                .returns(0.5, ReplayOrder::rate)
                .returns(5, ReplayOrder::first)
                .returns(10, ReplayOrder::stopOnFailure)
                .returns(true, ReplayOrder::force)
                .returns(7, ReplayOrder::maxReplays);
        assertThat(choice.options(300)).isEqualTo(" --first 5 --rate 0.5 --stop-on-failure 10 --force --max-replays 7");
    }
}
