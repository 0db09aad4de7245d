package io.eventbatcher.sandbox.torture.check;

import static io.eventbatcher.sandbox.torture.check.Case.event;
import static io.eventbatcher.sandbox.torture.check.Case.uuid;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.sandbox.load.plan.Fate;
import io.eventbatcher.sandbox.torture.evidence.Check;
import io.eventbatcher.sandbox.torture.evidence.Findings;
import org.junit.jupiter.api.Test;

/** Checks of dead letters. */
class DeadLetterInvariantsTest {
    private final Case evidence = new Case().settled(event(1), 1);

    @Test
    void shouldFindADeadLetterOfAnEventThatWasToBeDelivered() {
        // Given
        evidence.published(event(2), Fate.DELIVERED).dead(event(2), "rejected");

        // When
        Findings findings = evidence.judged();

        // Then
        Case.assertOnly(findings, Check.WRONGLY_DEAD_LETTERED, 1);
    }

    @Test
    void shouldFindADeadLetterWithTheWrongReason() {
        // Given
        evidence.published(event(2), Fate.CONFLICT).dead(event(2), "invalid-event");

        // When
        Findings findings = evidence.judged();

        // Then
        Case.assertOnly(findings, Check.WRONGLY_DEAD_LETTERED, 1);
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
        Case.assertOnly(findings, Check.WRONGLY_DEAD_LETTERED, 1);
        assertThat(findings.first(1).get(0).what()).contains(event(3).identity(), "EXPIRED");
    }

    @Test
    void shouldFindASecondDeadLetter() {
        // Given
        evidence.published(event(2), Fate.REJECTED).dead(event(2), "rejected").dead(event(2), "rejected");

        // When
        Findings findings = evidence.judged();

        // Then
        Case.assertOnly(findings, Check.WRONGLY_DEAD_LETTERED, 1);
    }

    @Test
    void shouldFindAnAlteredDeadLetter() {
        // Given
        evidence.published(event(2), Fate.REJECTED).dead(event(2), "rejected", uuid("other bytes"));

        // When
        Findings findings = evidence.judged();

        // Then
        Case.assertOnly(findings, Check.ALTERED_DEAD_LETTERS, 1);
    }
}
