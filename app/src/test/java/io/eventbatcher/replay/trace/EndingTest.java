package io.eventbatcher.replay.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndingTest {
    private static final Instant MORNING = Instant.parse("2026-11-28T08:00:00Z");
    private static final Instant ASKED = MORNING.plusSeconds(7_200);
    private static final Fact PUBLISHED = fact(0, Step.PUBLISHED);
    private static final Fact READ = fact(null, Step.READ);
    private static final Fact DIED =
            fact(60, Step.DIED).with("letter", "2:1841").with("reason", "rejected");
    private static final Fact REPLAYED = fact(600, Step.REPLAYED);
    private static final Fact DELIVERED = fact(660, Step.DELIVERED).with("batch", "behavioral-1-7");
    private static final Fact WAITING = fact(null, Step.WAITING).with("batch", "behavioral-1-9");
    private static final List<Fact> LIFE = List.of(PUBLISHED, READ, DIED, REPLAYED, DELIVERED, WAITING);

    @Test
    void shouldTellTheLivesOfAnEventInOrderOfTime() {
        // When
        List<Fact> facts = sorted(WAITING, DELIVERED, REPLAYED, READ, DIED, PUBLISHED);

        // Then
        assertThat(facts).containsExactly(PUBLISHED, READ, DIED, REPLAYED, DELIVERED, WAITING);
    }

    @Test
    void shouldBeginWithThePublicationWhateverTimeItsProducerWrote() {
        // Given
        Fact fromTheFuture = fact(9_999_999, Step.PUBLISHED);

        // When
        List<Fact> facts = sorted(DELIVERED, READ, fromTheFuture);

        // Then
        assertThat(facts).containsExactly(fromTheFuture, READ, DELIVERED);
    }

    @Test
    void shouldKeepTheFurthestOfSeveralPlaces() {
        // When
        List<Fact> facts = sorted(WAITING, fact(null, Step.REGROUPED), fact(null, Step.GATHERED), READ);

        // Then
        assertThat(facts).containsExactly(READ, WAITING);
    }

    @Test
    void shouldForgetABatchThatWasSettledWhileTheTopicsWereRead() {
        // When
        List<Fact> facts = sorted(WAITING, fact(900, Step.DELIVERED).with("batch", "behavioral-1-9"));

        // Then
        assertThat(facts).extracting(Fact::step).containsExactly(Step.DELIVERED);
    }

    @Test
    void shouldForgetAPlaceThatTheEventLeftAfterTheQuestion() {
        // When
        List<Fact> facts = sorted(fact(null, Step.GATHERED), fact(7_201, Step.DELIVERED));

        // Then
        assertThat(facts).extracting(Fact::step).containsExactly(Step.DELIVERED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PUBLISHED READ DELIVERED | delivered | Delivered at 2026-11-28T08:11:00Z.",
                "PUBLISHED READ DIED | dead | Dead since 2026-11-28T08:01:00Z: letter 2:1841, rejected.",
                "PUBLISHED READ DIED REPLAYED | replayed | Replayed at 2026-11-28T08:10:00Z, and no topic tells yet",
                "PUBLISHED READ DIED REPLAYED DELIVERED | delivered | Delivered at 2026-11-28T08:11:00Z.",
                "PUBLISHED READ DIED REPLAYED WAITING | waiting | Text of waiting.",
                "PUBLISHED READ | read | The event was read, and no topic tells what became of it. Receipts are gone.",
                "PUBLISHED | unread | No topic tells more than that the event was published."
            })
    void shouldEndWithOneSentenceAboutTheStateNow(String steps, String state, String sentence) {
        // Given
        List<Fact> facts = Stream.of(steps.split(" "))
                .map(step -> LIFE.stream()
                        .filter(fact -> fact.step().name().equals(step))
                        .findFirst()
                        .orElseThrow())
                .toList();

        // When
        Ending ending = Ending.of(facts, "Receipts are gone.");

        // Then
        assertThat(ending.state()).isEqualTo(state);
        assertThat(ending.text()).startsWith(sentence);
    }

    @Test
    void shouldTakeTheEndThatARunHasRecordedWhereNoReceiptIsLeft() {
        // When
        Ending ending = Ending.of(List.of(READ, DIED, REPLAYED.with("outcome", "delivered")), "");

        // Then
        assertThat(ending.state()).isEqualTo("delivered");
        assertThat(ending.text()).endsWith("the run has recorded the end: delivered.");
    }

    private static List<Fact> sorted(Fact... facts) {
        return Ending.sorted(Stream.of(facts).toList(), ASKED);
    }

    private static Fact fact(@Nullable Integer seconds, Step step) {
        return seconds == null
                ? Fact.now(step, "", "Text of " + step.label() + '.')
                : Fact.at(MORNING.plusSeconds(seconds), step, "", "Text of " + step.label() + '.');
    }
}
