package io.eventbatcher.sandbox.torture.check;

import static io.eventbatcher.sandbox.torture.check.Case.change;
import static io.eventbatcher.sandbox.torture.check.Case.event;
import static io.eventbatcher.sandbox.torture.evidence.Replay.End.DEAD_AGAIN;
import static io.eventbatcher.sandbox.torture.evidence.Replay.End.TAKEN;
import static io.eventbatcher.sandbox.torture.evidence.Replay.End.UNCONFIRMED;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.sandbox.torture.evidence.Check;
import io.eventbatcher.sandbox.torture.evidence.Findings;
import org.junit.jupiter.api.Test;

/** Checks of replays. */
class ReplayInvariantsTest {
    private final Case evidence = new Case().settled(event(1), 1);

    @Test
    void shouldFindNothingInReplaysThatEndedAsTheyMust() {
        // Given
        evidence.replayed(event(2), DEAD_AGAIN, 1)
                .deadAgain(event(2), "rejected")
                .replayed(event(3), UNCONFIRMED, 1)
                .deadAgain(event(3), "unconfirmed")
                .replayed(change(0), TAKEN, 3)
                .taken(2, "a", "", change(0))
                .receipt(change(0), 2, 200);

        // When
        Findings findings = evidence.judged();

        // Then
        assertThat(findings.first(20)).isEmpty();
    }

    @Test
    void shouldFindAReplayThatWasSwallowed() {
        // Given
        evidence.replayed(event(2), TAKEN, 1);

        // When
        Findings findings = evidence.judged();

        // Then
        Case.assertOnly(findings, Check.LOST, 1);
        assertThat(findings.first(1).get(0).what()).contains(event(2).identity(), "TAKEN");
    }

    @Test
    void shouldFindAReplayThatWasSwallowedThoughItHadToDie() {
        // Given
        evidence.replayed(event(2), DEAD_AGAIN, 1);

        // When
        Findings findings = evidence.judged();

        // Then
        Case.assertOnly(findings, Check.LOST, 1);
    }

    @Test
    void shouldFindACommandThatSentTwice() {
        // Given
        evidence.replayed(event(2), TAKEN, 2)
                .taken(2, "a", "", event(2))
                .taken(3, "a", "", event(2))
                .receipt(event(2), 2, 204)
                .receipt(event(2), 3, 204)
                .duplicatesCounted(0);

        // When
        Findings findings = evidence.judged();

        // Then
        assertThat(findings.count(Check.DELIVERED_TWICE_UNEXPLAINED)).isOne();
        assertThat(findings.count(Check.DUPLICATE_RECEIPTS)).isOne();
        assertThat(findings.count(Check.MISCOUNTED_DUPLICATES)).isOne();
    }

    @Test
    void shouldFindACuredReplayThatDied() {
        // Given
        evidence.replayed(event(2), TAKEN, 1).deadAgain(event(2), "rejected").taken(2, "a", "", event(2));

        // When
        Findings findings = evidence.receipt(event(2), 2, 204).judged();

        // Then
        Case.assertOnly(findings, Check.WRONGLY_DEAD_LETTERED, 1);
    }

    @Test
    void shouldFindAReplayThatDiedOfTheWrongThing() {
        // Given
        evidence.replayed(event(2), UNCONFIRMED, 1).deadAgain(event(2), "rejected");

        // When
        Findings findings = evidence.judged();

        // Then
        Case.assertOnly(findings, Check.WRONGLY_DEAD_LETTERED, 1);
    }

    @Test
    void shouldFindASecondDeathOfAReplay() {
        // Given
        evidence.replayed(event(2), DEAD_AGAIN, 1)
                .deadAgain(event(2), "rejected")
                .deadAgain(event(2), "rejected");

        // When
        Findings findings = evidence.judged();

        // Then
        Case.assertOnly(findings, Check.WRONGLY_DEAD_LETTERED, 1);
    }
}
