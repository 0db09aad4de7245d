package io.eventbatcher.sandbox.torture.check;

import static io.eventbatcher.sandbox.torture.check.Case.assertOnly;
import static io.eventbatcher.sandbox.torture.check.Case.change;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.sandbox.load.plan.Fate;
import io.eventbatcher.sandbox.torture.evidence.Check;
import io.eventbatcher.sandbox.torture.evidence.Findings;
import org.junit.jupiter.api.Test;

/** What may go back in a marketing event's history, and what may not. */
class OrderCheckerTest {
    private final Case evidence = new Case()
            .published(change(1), Fate.DELIVERED)
            .published(change(2), Fate.DELIVERED)
            .published(change(3), Fate.DELIVERED);

    @Test
    void shouldFindAChangeThatCameAfterALaterOne() {
        // Given
        evidence.taken(1, "a", "", change(2)).taken(2, "a", "", change(1)).taken(3, "a", "", change(3));

        // When
        Findings findings = receipted(2, 1, 3).judged();

        // Then
        assertOnly(findings, Check.OUT_OF_ORDER, 1);
        assertThat(findings.first(1).get(0).what()).contains("#1", "#2", "request 1", "request 2");
    }

    @Test
    void shouldFindAChangeMergedIntoALaterOneThatCameTooLate() {
        // Given
        evidence.taken(1, "a", "", change(2)).taken(2, "a", "", change(1), change(3));

        // When
        Findings findings = receipted(2, 1, 2).judged();

        // Then
        assertOnly(findings, Check.OUT_OF_ORDER, 1);
    }

    @Test
    void shouldLetAMergedInputPass() {
        // Given
        evidence.taken(1, "a", "", change(1)).taken(2, "a", "", change(2), change(3));

        // When
        Findings findings = receipted(1, 2, 2).judged();

        // Then
        assertThat(findings.clean()).isTrue();
    }

    @Test
    void shouldLetAStretchOfThePastBeRepeatedAfterAKill() {
        // Given
        evidence.taken(1, "a", "", change(1))
                .taken(2, "a", "", change(2))
                .taken(3, "a", "", change(3))
                .killed("a")
                .taken(4, "b", "", change(1))
                .taken(5, "b", "", change(2), change(3));

        // When
        Findings findings = receipted(4, 5, 5).judged();

        // Then
        assertThat(findings.clean()).isTrue();
    }

    @Test
    void shouldFindARepetitionThatHasTheLastWord() {
        // Given
        evidence.taken(1, "a", "", change(1))
                .taken(2, "a", "", change(2))
                .taken(3, "b", "", change(3))
                .killed("a")
                .taken(4, "c", "", change(2));

        // When
        Findings findings = receipted(1, 4, 3).judged();

        // Then
        assertOnly(findings, Check.OUT_OF_ORDER, 1);
        assertThat(findings.first(1).get(0).what()).contains("last word", "request 4");
    }

    /** Who took which change by the receipts. */
    private Case receipted(long first, long second, long third) {
        return evidence.receipt(change(1), first, 200)
                .receipt(change(2), second, 200)
                .receipt(change(3), third, 200);
    }
}
