package io.eventbatcher.replay.resolution;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.replay.letter.LetterState;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LetterTableTest {
    private static final int LETTERS = 5_000;
    private static final int CHANGES = 40_000;

    @Test
    void shouldCountTheLettersOfEachStateWhileStatesChangeAndTheTableGrows() {
        // Given
        Random random = new Random(1);
        List<LetterState> states = List.of(LetterState.values());
        LetterTable table = new LetterTable();
        Map<UUID, LetterState> model = new HashMap<>();

        // When
        for (int change = 0; change < CHANGES; change++) {
            UUID letter = new UUID(1, random.nextInt(LETTERS));
            LetterState state = states.get(random.nextInt(states.size()));
            if (random.nextBoolean()) {
                table.put(letter, state, 1, Instant.EPOCH);
            } else {
                table.set(letter, state);
            }
            model.put(letter, state);
        }

        // Then
        assertThat(table.size()).isEqualTo(model.size());
        for (LetterState state : LetterState.values()) {
            assertThat(table.size(state))
                    .as(state.label())
                    .isEqualTo(model.values().stream().filter(state::equals).count());
        }
        model.forEach((letter, state) -> assertThat(table.state(letter)).isEqualTo(state));
    }
}
