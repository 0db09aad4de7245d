package io.eventbatcher.replay.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventbatcher.replay.event.FieldEdits;
import io.eventbatcher.replay.letter.LetterFilter;
import io.eventbatcher.replay.resolution.ReplayRun;
import io.eventbatcher.replay.scan.TopicRecreatedException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RunTermsTest {
    private static final ReplayOrder ORDER = ReplayOrder.of("ada", "", LetterFilter.ALL);

    @Test
    void shouldGoOnWithTheEditsOfAllLetters() {
        // Given
        FieldEdits edits = FieldEdits.of(List.of("email=ada@example.org", "utk=null"));

        // When
        ReplayRun run = begun(ORDER.withEdits(edits.byOurSchema(true)));

        // Then
        FieldEdits again = RunTerms.order(run, LetterFilter.ALL).edits();
        assertThat(again.words()).containsExactly("email=ada@example.org", "utk=null");
        assertThat(again.isByOurSchema()).isTrue();
        assertThat(RunTerms.lettersOfFile(run)).isZero();
    }

    @Test
    void shouldKnowHowManyLettersHaveEditsOfTheirOwn() {
        // Given
        FieldEdits edits =
                FieldEdits.ofLetters(Map.of(new UUID(1, 1), Map.of("email", Optional.of("ada@example.org"))));

        // When
        ReplayRun run = begun(ORDER.withEdits(edits.byOurSchema(true)));

        // Then
        assertThat(RunTerms.lettersOfFile(run)).isEqualTo(1);
        assertThat(RunTerms.order(run, LetterFilter.ALL).edits().isByOurSchema())
                .isTrue();
    }

    @Test
    void shouldNotGoOnInATopicThatWasMadeAnew() {
        // When
        String id = RunTerms.topicId(begun(ORDER));

        // Then
        assertThatCode(() -> TopicRecreatedException.requireSame("letters", id, "topic-1"))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> TopicRecreatedException.requireSame("letters", id, "topic-2"))
                .hasMessageStartingWith(
                        "The topic letters was deleted and made anew since the letters were chosen, so that their places mean other");
    }

    private static ReplayRun begun(ReplayOrder order) {
        ReplayPlan plan = new ReplayPlan(
                order, "topic-1", List.of(), List.of(), Map.of(), Map.of(), Set.of(), 10, StaleGuard.NONE, Untold.NONE);
        return RunTerms.begun("run-1", plan, Map.of(), Instant.EPOCH);
    }
}
