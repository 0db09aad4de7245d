package io.eventbatcher.replay.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.fixtures.Letters;
import io.eventbatcher.replay.letter.StoredLetter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StaleGuardTest {
    /** The events are of 1970. */
    @ParameterizedTest
    @CsvSource({"-1, 0, false", "0, 0, false", "1, 0, true", "-1, 1, true"})
    void shouldNotJudgeLettersThatDiedBeforeTheFirstReceipt(long secondsSinceDeath, int replays, boolean untold) {
        // Given
        StaleGuard guard = new StaleGuard();
        StoredLetter letter = new StoredLetter(Letters.stored(1, Letters.rejected(7, replays, "No.")));
        guard.watch(letter, "event-1");

        // When
        guard.begun(Letters.DIED_AT.plusSeconds(secondsSinceDeath));

        // Then
        assertThat(guard.isUntold(letter)).isEqualTo(untold);
        assertThat(guard.isUntold(new StoredLetter(Letters.stored(2, Letters.rejected(8, 0, "No.")))))
                .isFalse();
    }
}
