package io.eventbatcher.sandbox.torture.check;

import static io.eventbatcher.sandbox.torture.check.Case.change;
import static io.eventbatcher.sandbox.torture.check.Case.event;
import static io.eventbatcher.sandbox.torture.evidence.Replay.End.DEAD_AGAIN;
import static io.eventbatcher.sandbox.torture.evidence.Replay.End.TAKEN;
import static io.eventbatcher.sandbox.torture.evidence.Replay.End.UNCONFIRMED;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.sandbox.load.plan.Fate;
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
    void shouldFindAReplayThatWasTakenTwice() {
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

    @Test
    void shouldFindNothingInCommandsThatDidAsTheyWereTold() {
        // Given
        evidence.commanded(event(2), TAKEN, "name")
                .replayedBy("run-1", event(2))
                .replayedBy("run-2", event(2))
                .duplicatesCounted(1)
                .takenAs("name", 2, event(2))
                .marked(event(2), "replayed", "delivered", "run-2")
                .commanded(event(3), DEAD_AGAIN, "")
                .replayedBy("run-1", event(3))
                .deadAgain(event(3), "rejected")
                .discarded(event(4))
                .marked(event(4), "discarded", "", "");

        // When
        Findings findings = evidence.judged();

        // Then
        assertThat(findings.first(20)).isEmpty();
    }

    @Test
    void shouldFindALetterThatACommandPassedOver() {
        // Given
        evidence.commanded(event(2), TAKEN, "");

        // When
        Findings findings = evidence.judged();

        // Then
        Case.assertOnly(findings, Check.NOT_REPLAYED, 1);
    }

    @Test
    void shouldFindALetterThatARunSentTwice() {
        // Given
        evidence.commanded(event(2), TAKEN, "")
                .replayedBy("run-1", event(2))
                .replayedBy("run-1", event(2))
                .duplicatesCounted(1)
                .takenAs("", 2, event(2));

        // When
        Findings findings = evidence.judged();

        // Then
        Case.assertOnly(findings, Check.REPLAYED_TWICE, 1);
        assertThat(findings.first(1).get(0).what()).contains("sent 2 times", "run-1");
    }

    @Test
    void shouldFindAMarkWithoutAReplay() {
        // Given
        evidence.commanded(event(2), TAKEN, "")
                .replayedBy("run-1", event(2))
                .marked(event(2), "replayed", "", "run-2")
                .takenAs("", 2, event(2));

        // When
        Findings findings = evidence.judged();

        // Then
        Case.assertOnly(findings, Check.FALSE_MARKS, 1);
    }

    @Test
    void shouldFindADiscardedLetterThatWasSent() {
        // Given
        evidence.discarded(event(2))
                .marked(event(2), "discarded", "", "")
                .sent(event(2))
                .deadAgain(event(2), "rejected")
                .told(event(2), "discarded");

        // When
        Findings findings = evidence.judged();

        // Then
        assertThat(findings.count(Check.REPLAYED_UNASKED)).isOne();
        assertThat(findings.first(20))
                .anySatisfy(finding -> assertThat(finding.what()).contains("an operator had discarded the letter"));
    }

    @Test
    void shouldFindALetterThatWasSentAndThatNobodyNamed() {
        // Given
        evidence.published(event(2), Fate.REJECTED)
                .dead(event(2), "rejected")
                .sent(event(2))
                .told(event(2), "waiting");

        // When
        Findings findings = evidence.judged();

        // Then
        Case.assertOnly(findings, Check.REPLAYED_UNASKED, 1);
    }

    @Test
    void shouldFindADiscardWithoutAMark() {
        // Given
        evidence.discarded(event(2));

        // When
        Findings findings = evidence.judged();

        // Then
        Case.assertOnly(findings, Check.FALSE_MARKS, 1);
    }

    @Test
    void shouldFindAnEditedEventThatArrivedAsItWasBefore() {
        // Given
        evidence.commanded(event(2), TAKEN, "new name")
                .replayedBy("run-1", event(2))
                .takenAs("old name", 2, event(2));

        // When
        Findings findings = evidence.judged();

        // Then
        Case.assertOnly(findings, Check.EDITS_LOST, 1);
        assertThat(findings.first(1).get(0).what()).contains("'new name'", "'old name'");
    }

    @Test
    void shouldFindAMarkThatCallsADeadReplayDelivered() {
        // Given
        evidence.commanded(event(2), DEAD_AGAIN, "")
                .replayedBy("run-1", event(2))
                .marked(event(2), "replayed", "delivered", "run-1")
                .deadAgain(event(2), "rejected");

        // When
        Findings findings = evidence.judged();

        // Then
        Case.assertOnly(findings, Check.FALSE_MARKS, 1);
        assertThat(findings.first(1).get(0).what()).contains("died-again by HubSpot's journal", "outcome=delivered");
    }

    @Test
    void shouldFindAStateThatTheProductTellsWrongly() {
        // Given
        evidence.commanded(event(2), TAKEN, "")
                .replayedBy("run-1", event(2))
                .takenAs("", 2, event(2))
                .told(event(2), "open");

        // When
        Findings findings = evidence.judged();

        // Then
        Case.assertOnly(findings, Check.FALSE_MARKS, 1);
    }

    @Test
    void shouldBearThatIngestRefusesABrokenEventAtTheReplaysOfTwoRuns() {
        // Given
        evidence.commandedInvalid(event(2))
                .replayedBy("run-1", event(2))
                .replayedBy("run-2", event(2))
                .deadAgain(event(2), "invalid-event")
                .deadAgain(event(2), "invalid-event");

        // When
        Findings findings = evidence.judged();

        // Then
        assertThat(findings.first(20)).isEmpty();
    }
}
