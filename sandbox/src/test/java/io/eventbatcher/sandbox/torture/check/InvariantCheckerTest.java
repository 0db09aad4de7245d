package io.eventbatcher.sandbox.torture.check;

import static io.eventbatcher.sandbox.torture.check.Case.change;
import static io.eventbatcher.sandbox.torture.check.Case.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.sandbox.load.plan.Fate;
import io.eventbatcher.sandbox.torture.evidence.Check;
import io.eventbatcher.sandbox.torture.evidence.Findings;
import org.junit.jupiter.api.Test;

/** Each check of the invariants is seen to fail, and to let pass a run without fault. */
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
        Case.assertOnly(findings, Check.LOST, 1);
        assertThat(findings.first(1).get(0).what()).contains(event(2).identity(), "source-0@1");
    }

    @Test
    void shouldFindARejectedEventThatVanished() {
        // Given
        evidence.published(event(2), Fate.REJECTED);

        // When
        Findings findings = evidence.judged();

        // Then
        Case.assertOnly(findings, Check.LOST, 1);
    }

    @Test
    void shouldFindAMiscountedDuplicate() {
        // Given
        evidence.published(event(1), Fate.DUPLICATE).duplicatesCounted(0);

        // When
        Findings findings = evidence.judged();

        // Then
        Case.assertOnly(findings, Check.MISCOUNTED_DUPLICATES, 1);
    }

    @Test
    void shouldFindASecondReceipt() {
        // Given
        evidence.receipt(event(1), 1, 204);

        // When
        Findings findings = evidence.judged();

        // Then
        Case.assertOnly(findings, Check.DUPLICATE_RECEIPTS, 1);
    }

    @Test
    void shouldFindADeliveryWithoutReceipt() {
        // Given
        evidence.published(event(2), Fate.DELIVERED).taken(2, "a", "", event(2));

        // When
        Findings findings = evidence.judged();

        // Then
        Case.assertOnly(findings, Check.MISSING_RECEIPTS, 1);
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
        Case.assertOnly(findings, Check.RECEIPTS_WITHOUT_DELIVERY, 1);
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
    void shouldMissRecordsThatWereDeletedUnreadAndThatNobodyCounted() {
        // Given
        Case run = new Case().settled(event(1), 1).deletedUnread(event(2), 0);

        // When
        Findings findings = run.judged();

        // Then
        Case.assertOnly(findings, Check.NEVER_READ, 1);
        assertThat(findings.first(1).get(0).what()).contains("source-0@1");
    }

    @Test
    void shouldAcceptRecordsThatTheLedgerCountsAsLostBeforeReading() {
        // Given
        Case run = new Case().settled(event(1), 1).deletedUnread(event(2), 1);

        // When
        Findings findings = run.judged();

        // Then
        assertThat(findings.clean()).isTrue();
    }

    @Test
    void shouldMissWhatWasPublishedAndNeverReadThoughNobodyDeletedIt() {
        // Given
        Case run = new Case().settled(event(1), 1).published(event(2), Fate.DELIVERED);

        // When
        Findings findings = run.judged();

        // Then
        Case.assertOnly(findings, Check.LOST, 1);
    }
}
