package io.eventbatcher.replay.letter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.eventbatcher.fixtures.Letters;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LetterFilterTest {
    private static final Instant NOW = Letters.DIED_AT.plusSeconds(3600);
    private static final StoredLetter LETTER =
            new StoredLetter(Letters.stored(40, Letters.rejected(7, 0, "Event pe1 'x' is UNKNOWN.")));

    @ParameterizedTest
    @CsvSource({
        "REASON, rejected, true",
        "REASON, expired, false",
        "REASON, expired;rejected, true",
        "ROUTE, behavioral, true",
        "ROUTE, marketing-update, false",
        "CATEGORY, validation_error, true",
        "STATUS, 400, true",
        "STATUS, 404, false",
        "EVENT_NAME, pe1_order, true",
        "EVENT_NAME, order, false",
        "UUID, abc, false",
        "KEY, key, true",
        "SOURCE_TOPIC, orders, true",
        "PARTITION, 2, true",
        "PARTITION, 3, false",
        "OFFSET, 040, true",
        "MESSAGE, is unknown, true",
        "MESSAGE, is known, false",
        "SINCE, 1h, true",
        "SINCE, 59m59s, false",
        "UNTIL, 2026-11-28T13:00:00Z, false",
        "UNTIL, 2026-11-28T13:00:01Z, true",
        "SINCE, 2026-11-28, true",
        "STATE, discarded, true"
    })
    void shouldTakeLettersThatAnswerTheQuestion(FilterOption option, String values, boolean expected) {
        // Given
        LetterFilter filter = LetterFilter.of(Map.of(option, Arrays.asList(values.split(";"))), NOW);

        // When
        boolean matches = filter.matches(LETTER);

        // Then
        assertThat(matches).isEqualTo(expected);
    }

    @Test
    void shouldNarrowTheSelectionByEachFurtherOption() {
        // Given
        LetterFilter filter = LetterFilter.of(
                Map.of(FilterOption.REASON, List.of("rejected"), FilterOption.PARTITION, List.of("3")), NOW);

        // When
        boolean matches = filter.matches(LETTER);

        // Then
        assertThat(matches).isFalse();
    }

    @Test
    void shouldTakeTheLettersOfAGroup() {
        // Given
        String group = LetterKind.of(LETTER).id();
        StoredLetter same = new StoredLetter(Letters.stored(41, Letters.rejected(8, 0, "Event pe2 'y' is UNKNOWN.")));
        StoredLetter other = new StoredLetter(Letters.stored(42, Letters.rejected(9, 0, "Event pe2 'y' is too old.")));

        // When
        LetterFilter filter = LetterFilter.of(Map.of(FilterOption.GROUP, List.of(group)), NOW);

        // Then
        assertThat(filter.matches(same)).isTrue();
        assertThat(filter.matches(other)).isFalse();
    }

    @Test
    void shouldUnderstandReplayedAsAllStatesOfReplays() {
        // When
        LetterFilter filter = LetterFilter.of(Map.of(FilterOption.STATE, List.of("replayed", "open")), NOW);

        // Then
        assertThat(filter.states())
                .containsExactlyInAnyOrder(
                        LetterState.OPEN,
                        LetterState.WAITING,
                        LetterState.DELIVERED,
                        LetterState.DUPLICATE,
                        LetterState.DIED_AGAIN);
    }

    @Test
    void shouldKeepAbsoluteTimesForARunThatIsResumed() {
        // When
        LetterFilter filter = LetterFilter.of(
                Map.of(FilterOption.SINCE, List.of("1d2h"), FilterOption.MESSAGE, List.of("is unknown")), NOW);

        // Then
        assertThat(filter).hasToString("--since 2026-11-27T12:00:00Z --message 'is unknown'");
        assertThat(LetterFilter.of(filter.terms(), NOW.plusSeconds(99))).hasToString(filter.toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "REASON | rejekted | --reason: 'rejekted' does not fit; it takes one of undecodable, unknown-schema,",
                "STATE | done | --state: 'done' does not fit; it takes one of replayed, open,",
                "STATUS | 4xx | --status: '4xx' does not fit; it takes an HTTP status, or 0 for none.",
                "OFFSET | -1 | --offset: '-1' does not fit; it takes an offset in the dead-letter topic.",
                "SINCE | yesterday | --since: 'yesterday' does not fit; it takes a time, such as",
                "GROUP | 12 | --group: '12' does not fit; it takes a group's id, as 'dead-letters summary' shows it.",
                "ID | 12 | --id: '12' does not fit; it takes a dead letter's id."
            })
    void shouldNameTheOptionAndTheValuesThatItTakes(FilterOption option, String value, String sentence) {
        // When
        Throwable refused = catchThrowable(() -> LetterFilter.of(Map.of(option, List.of(value)), NOW));

        // Then
        assertThat(refused).isInstanceOf(IllegalFilterException.class).hasMessageStartingWith(sentence);
    }
}
