package io.eventbatcher.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.fixtures.Letters;
import io.eventbatcher.replay.letter.StoredLetter;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Kinds of dead letters, as a webhook is told of them. */
class ToldLettersTest {
    @AutoClose
    private final TellerWorld world = new TellerWorld();

    @Test
    void shouldKeepLettersUntoldWhileTheWebhookIsAwayAndLeaveThemToAnotherInstance() throws Exception {
        // Given
        world.all("behavioral");
        world.receiver.answersWith(500);
        letters(world.one, 0, 3, "no such event definition: 'a1'");
        world.turns(Duration.ofMinutes(1));
        boolean toldBefore = world.one.hasToldLetters();
        world.receiver.answersWith(200);
        letters(world.two, 0, 3, "no such event definition: 'a1'");

        // When
        world.turns(Duration.ofMinutes(10));

        // Then
        assertThat(toldBefore).isFalse();
        assertThat(world.one.hasToldLetters()).isTrue();
        assertThat(world.two.hasToldLetters()).isTrue();
        assertThat(world.receiver.titles()).containsExactly("dead-letters: Dead letters of a new kind");
    }

    @Test
    void shouldTellOfAKindOfDeadLettersOnceADay() throws Exception {
        // Given
        world.all("behavioral");
        letters(world.one, 0, 3, "no such event definition: 'a1'");
        world.turns(Duration.ofSeconds(10));
        letters(world.two, 3, 3, "no such event definition: 'b2'");
        world.turns(Duration.ofHours(23));
        int first = world.receiver.taken().size();
        world.clock.advance(Duration.ofHours(1));
        letters(world.two, 6, 1, "no such event definition: 'c3'");

        // When
        world.turns(Duration.ofSeconds(10));

        // Then
        assertThat(first).isEqualTo(1);
        assertThat(world.receiver.titles()).hasSize(2).containsOnly("dead-letters: Dead letters of a new kind");
        assertThat(world.receiver.taken().get(0).path("text").asText())
                .contains("rejected, route behavioral, pe1_order, 3 so far: no such event definition: '…'")
                .contains("event-batcher dead-letters summary")
                .doesNotContain("a1");
    }

    @Test
    void shouldGatherTheKindsOfAFloodInMessagesOfBoundedSize() throws Exception {
        // Given
        world.all("behavioral");
        for (int kind = 0; kind < 1_000; kind++) {
            letters(world.one, kind, 1, ofKind(kind));
        }

        // When
        world.turns(Duration.ofSeconds(10));

        // Then
        assertThat(world.receiver.titles()).containsExactly("dead-letters: Dead letters of 100 new kinds");
        assertThat(world.receiver.taken().get(0).path("text").asText())
                .hasSizeLessThan(2_010)
                .contains("rejected");
    }

    @Test
    void shouldNoteNoMoreThanAThousandKindsAndForgetThemAfterADay() throws Exception {
        // Given
        world.all("behavioral");
        for (int kind = 0; kind < 1_200; kind++) {
            letters(world.one, kind, 1, ofKind(kind));
            if (kind % 100 == 99) {
                world.turns(Duration.ofSeconds(10));
            }
        }
        int most = world.board.notices.size();
        world.clock.advance(Duration.ofHours(25));

        // When
        world.turns(Duration.ofSeconds(10));

        // Then
        assertThat(most).isEqualTo(NewLetters.MOST_NOTES);
        assertThat(world.board.notices).isEmpty();
    }

    private static String ofKind(int kind) {
        return "kind " + "x".repeat(kind % 230) + "y".repeat(kind / 230);
    }

    private static void letters(Teller teller, int from, int count, String message) {
        for (int offset = from; offset < from + count; offset++) {
            teller.saw(new StoredLetter(Letters.stored(offset, Letters.rejected(offset, 0, message))));
        }
    }
}
