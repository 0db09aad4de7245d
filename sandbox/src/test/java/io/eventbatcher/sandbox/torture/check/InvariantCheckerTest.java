package io.eventbatcher.sandbox.torture.check;

import static io.eventbatcher.sandbox.torture.check.Case.change;
import static io.eventbatcher.sandbox.torture.check.Case.event;
import static io.eventbatcher.sandbox.torture.check.Case.uuid;
import static io.eventbatcher.sandbox.torture.evidence.Replay.End.DEAD_AGAIN;
import static io.eventbatcher.sandbox.torture.evidence.Replay.End.TAKEN;
import static io.eventbatcher.sandbox.torture.evidence.Replay.End.UNCONFIRMED;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.sandbox.load.plan.Fate;
import io.eventbatcher.sandbox.torture.evidence.Check;
import io.eventbatcher.sandbox.torture.evidence.Findings;
import org.junit.jupiter.api.Test;

/** Each check is seen to fail, and to let pass what is right. */
class InvariantCheckerTest {
    private final Case evidence = new Case().settled(event(1), 1);

    @Test
    void shouldFindNothingInARunWithoutFault() {
        // Given
        evidence.settled(change(1), 2)
                .published(event(1), Fate.DUPLICATE)
                .duplicatesCounted(1)
                .published(event(3), Fate.REJECTED)
                .dead(event(3), "rejected");

        // When
        Findings findings = evidence.judged();

        // Then
        assertThat(findings.first(20)).isEmpty();
        assertThat(findings.clean()).isTrue();
    }

    @Test
    void shouldFindALostEvent() {
        // Given
        evidence.published(event(2), Fate.DELIVERED);

        // When
        Findings findings = evidence.judged();

        // Then
        assertOnly(findings, Check.LOST, 1);
        assertThat(findings.first(1).get(0).what()).contains(event(2).identity(), "source-0@1");
    }

    @Test
    void shouldFindARejectedEventThatVanished() {
        // Given
        evidence.published(event(2), Fate.REJECTED);

        // When
        Findings findings = evidence.judged();

        // Then
        assertOnly(findings, Check.LOST, 1);
    }

    @Test
    void shouldFindASecondDeliveryWithoutReason() {
        // Given
        evidence.taken(2, "b", "", event(1));

        // When
        Findings findings = evidence.judged();

        // Then
        assertOnly(findings, Check.DELIVERED_TWICE_UNEXPLAINED, 1);
        assertThat(findings.first(1).get(0).what()).contains("request 1", "request 2", "incarnation a");
    }

    @Test
    void shouldNotExcuseADeliveryByAKillAfterItsReceipt() {
        // Given
        evidence.killed("a").taken(2, "b", "", event(1));

        // When
        Findings findings = evidence.judged();

        // Then
        assertOnly(findings, Check.DELIVERED_TWICE_UNEXPLAINED, 1);
    }

    @Test
    void shouldNotExcuseADeliveryByAKillOfTheSecondSender() {
        // Given
        Case kill = new Case()
                .published(event(1), Fate.DELIVERED)
                .taken(1, "a", "", event(1))
                .killed("b")
                .taken(2, "b", "", event(1))
                .receipt(event(1), 2, 204);

        // When
        Findings findings = kill.judged();

        // Then
        assertOnly(findings, Check.DELIVERED_TWICE_UNEXPLAINED, 1);
    }

    @Test
    void shouldNotExcuseARepetitionByAnEarlierAmbiguousAnswer() {
        // Given
        Case thrice = new Case()
                .published(event(1), Fate.DELIVERED)
                .taken(1, "a", "reset after applying", event(1))
                .taken(2, "a", "", event(1))
                .taken(3, "a", "", event(1))
                .receipt(event(1), 3, 204);

        // When
        Findings findings = thrice.judged();

        // Then
        assertOnly(findings, Check.DELIVERED_TWICE_UNEXPLAINED, 1);
    }

    @Test
    void shouldExcuseADeliveryByAKillBeforeItsReceipt() {
        // Given
        Case kill = new Case()
                .published(event(1), Fate.DELIVERED)
                .taken(1, "a", "", event(1))
                .killed("a")
                .taken(2, "b", "", event(1))
                .receipt(event(1), 2, 204);

        // When
        Findings findings = kill.judged();

        // Then
        assertThat(findings.clean()).isTrue();
    }

    @Test
    void shouldExcuseADeliveryByAnAmbiguousAnswer() {
        // Given
        Case reset = new Case()
                .published(event(1), Fate.DELIVERED)
                .taken(1, "a", "reset after applying", event(1))
                .taken(2, "a", "", event(1))
                .receipt(event(1), 2, 204);

        // When
        Findings findings = reset.judged();

        // Then
        assertThat(findings.clean()).isTrue();
    }

    @Test
    void shouldFindADeliveryThatNobodyWanted() {
        // Given
        evidence.published(event(2), Fate.INVALID)
                .dead(event(2), "invalid-event")
                .taken(2, "a", "", event(2));

        // When
        Findings findings = evidence.judged();

        // Then
        assertOnly(findings, Check.UNEXPECTED_DELIVERIES, 1);
    }

    @Test
    void shouldFindASecondReceipt() {
        // Given
        evidence.receipt(event(1), 1, 204);

        // When
        Findings findings = evidence.judged();

        // Then
        assertOnly(findings, Check.DUPLICATE_RECEIPTS, 1);
    }

    @Test
    void shouldFindADeliveryWithoutReceipt() {
        // Given
        evidence.published(event(2), Fate.DELIVERED).taken(2, "a", "", event(2));

        // When
        Findings findings = evidence.judged();

        // Then
        assertOnly(findings, Check.MISSING_RECEIPTS, 1);
    }

    @Test
    void shouldFindAReceiptThatLies() {
        // Given
        evidence.published(event(2), Fate.DELIVERED).receipt(event(2), 2, 204);

        // When
        Findings findings = evidence.judged();

        // Then
        assertThat(findings.count(Check.RECEIPTS_WITHOUT_DELIVERY)).isOne();
        assertThat(findings.count(Check.LOST)).isOne();
    }

    @Test
    void shouldFindAReceiptThatNamesAnotherRequest() {
        // Given
        evidence.published(event(2), Fate.DELIVERED).taken(2, "a", "", event(2)).receipt(event(2), 1, 204);

        // When
        Findings findings = evidence.judged();

        // Then
        assertOnly(findings, Check.RECEIPTS_WITHOUT_DELIVERY, 1);
    }

    @Test
    void shouldAcceptAReceiptThatNamesTheRefusalOfAKnownUuid() {
        // Given
        evidence.published(event(2), Fate.DELIVERED)
                .taken(2, "a", "reset after applying", event(2))
                .receipt(event(2), 3, 400);

        // When
        Findings findings = evidence.judged();

        // Then
        assertThat(findings.clean()).isTrue();
    }

    @Test
    void shouldFindADeadLetterOfAnEventThatWasToBeDelivered() {
        // Given
        evidence.published(event(2), Fate.DELIVERED).dead(event(2), "rejected");

        // When
        Findings findings = evidence.judged();

        // Then
        assertOnly(findings, Check.WRONGLY_DEAD_LETTERED, 1);
    }

    @Test
    void shouldFindADeadLetterWithTheWrongReason() {
        // Given
        evidence.published(event(2), Fate.CONFLICT).dead(event(2), "invalid-event");

        // When
        Findings findings = evidence.judged();

        // Then
        assertOnly(findings, Check.WRONGLY_DEAD_LETTERED, 1);
    }

    @Test
    void shouldFindPoisonThatDiedOfSomethingElse() {
        // Given
        evidence.published(event(2), Fate.EXPIRED)
                .dead(event(2), "expired")
                .published(event(3), Fate.EXPIRED)
                .dead(event(3), "rejected");

        // When
        Findings findings = evidence.judged();

        // Then
        assertOnly(findings, Check.WRONGLY_DEAD_LETTERED, 1);
        assertThat(findings.first(1).get(0).what()).contains(event(3).identity(), "EXPIRED");
    }

    @Test
    void shouldFindASecondDeadLetter() {
        // Given
        evidence.published(event(2), Fate.REJECTED).dead(event(2), "rejected").dead(event(2), "rejected");

        // When
        Findings findings = evidence.judged();

        // Then
        assertOnly(findings, Check.WRONGLY_DEAD_LETTERED, 1);
    }

    @Test
    void shouldFindAnAlteredDeadLetter() {
        // Given
        evidence.published(event(2), Fate.REJECTED).dead(event(2), "rejected", uuid("other bytes"));

        // When
        Findings findings = evidence.judged();

        // Then
        assertOnly(findings, Check.ALTERED_DEAD_LETTERS, 1);
    }

    @Test
    void shouldFindAMiscountedDuplicate() {
        // Given
        evidence.published(event(1), Fate.DUPLICATE).duplicatesCounted(0);

        // When
        Findings findings = evidence.judged();

        // Then
        assertOnly(findings, Check.MISCOUNTED_DUPLICATES, 1);
    }

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
        assertOnly(findings, Check.LOST, 1);
        assertThat(findings.first(1).get(0).what()).contains(event(2).identity(), "TAKEN");
    }

    @Test
    void shouldFindAReplayThatWasSwallowedThoughItHadToDie() {
        // Given
        evidence.replayed(event(2), DEAD_AGAIN, 1);

        // When
        Findings findings = evidence.judged();

        // Then
        assertOnly(findings, Check.LOST, 1);
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
        assertOnly(findings, Check.WRONGLY_DEAD_LETTERED, 1);
    }

    @Test
    void shouldFindAReplayThatDiedOfTheWrongThing() {
        // Given
        evidence.replayed(event(2), UNCONFIRMED, 1).deadAgain(event(2), "rejected");

        // When
        Findings findings = evidence.judged();

        // Then
        assertOnly(findings, Check.WRONGLY_DEAD_LETTERED, 1);
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
        assertOnly(findings, Check.WRONGLY_DEAD_LETTERED, 1);
    }

    static void assertOnly(Findings findings, Check check, long count) {
        for (Check each : Check.values()) {
            assertThat(findings.count(each)).as(each.label()).isEqualTo(each == check ? count : 0);
        }
    }
}
