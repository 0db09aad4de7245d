package io.eventbatcher.replay.letter;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.fixtures.Letters;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LetterGroupsTest {
    @Test
    void shouldGatherLettersOfOneKindWithTheOpenOnesFirst() {
        // Given
        LetterGroups groups = new LetterGroups();
        groups.add(letter(1, "Contact 1 is gone.", Duration.ZERO), false);
        groups.add(letter(2, "Contact 2 is gone.", Duration.ofHours(2)), false);
        groups.add(letter(3, "Event pe3 is unknown.", Duration.ofHours(1)), true);

        // When
        List<LetterGroup> list = groups.list();

        // Then
        assertThat(list).extracting(LetterGroup::count).containsExactly(1L, 2L);
        assertThat(list).extracting(LetterGroup::open).containsExactly(1L, 0L);
        assertThat(list.get(1).kind().pattern()).isEqualTo("Contact # is gone.");
        assertThat(list.get(1).last() - list.get(1).first()).isEqualTo(7_200_000);
        assertThat(list.get(1).deaths(list.get(1).first(), list.get(1).last(), 3))
                .containsExactly(1, 0, 1);
        assertThat(list.get(1).example().offset()).isEqualTo(1);
    }

    @Test
    void shouldShowAnOpenLetterAsTheExample() {
        // Given
        LetterGroups groups = new LetterGroups();
        groups.add(letter(1, "Contact 1 is gone.", Duration.ZERO), false);
        groups.add(letter(2, "Contact 2 is gone.", Duration.ZERO), true);
        groups.add(letter(3, "Contact 3 is gone.", Duration.ZERO), true);

        // When
        LetterGroup group = groups.list().get(0);

        // Then
        assertThat(group.example().offset()).isEqualTo(2);
    }

    @Test
    void shouldBoundTheNumberOfGroups() {
        // Given
        LetterGroups groups = new LetterGroups(2);
        for (int kind = 0; kind < 5; kind++) {
            groups.add(letter(kind, "word".repeat(kind + 1), Duration.ZERO), true);
        }

        // When
        List<LetterGroup> list = groups.list();

        // Then
        assertThat(list).extracting(LetterGroup::count).containsExactly(1L, 1L, 3L);
        assertThat(list.get(2).kind().reason()).isEqualTo(LetterGroups.OTHERS);
        assertThat(groups.open()).isEqualTo(5);
    }

    @Test
    void shouldCountTheDeathsOfALongTimeInBoundedMemory() {
        // Given
        HourCounts hours = new HourCounts();
        hours.add(Letters.DIED_AT.toEpochMilli());
        hours.add(Letters.DIED_AT.minus(Duration.ofDays(4_000)).toEpochMilli());
        hours.add(Letters.DIED_AT.plus(Duration.ofDays(4_000)).toEpochMilli());

        // When
        long[] columns = hours.columns(
                Letters.DIED_AT.minus(Duration.ofDays(4_000)).toEpochMilli(),
                Letters.DIED_AT.plus(Duration.ofDays(4_000)).toEpochMilli(),
                4);

        // Then
        assertThat(columns).hasSize(4);
        assertThat(columns[0] + columns[1] + columns[2] + columns[3]).isEqualTo(3);
    }

    private static StoredLetter letter(long offset, String message, Duration later) {
        return new StoredLetter(
                Letters.stored(offset, Letters.rejected(offset, 0, message, Letters.DIED_AT.plus(later))));
    }
}
