package io.eventbatcher.sandbox.torture.check;

import static io.eventbatcher.sandbox.torture.check.Case.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.sandbox.load.plan.Fate;
import io.eventbatcher.sandbox.torture.evidence.Check;
import io.eventbatcher.sandbox.torture.evidence.Findings;
import org.junit.jupiter.api.Test;

/** Deliveries that came twice, or that nobody wanted, and their excuses. */
class DoubleDeliveriesTest {
    private final Case evidence = new Case().settled(event(1), 1);

    @Test
    void shouldFindASecondDeliveryWithoutReason() {
        // Given
        evidence.taken(2, "b", "", event(1));

        // When
        Findings findings = evidence.judged();

        // Then
        Case.assertOnly(findings, Check.DELIVERED_TWICE_UNEXPLAINED, 1);
        assertThat(findings.first(1).get(0).what()).contains("request 1", "request 2", "incarnation a");
    }

    @Test
    void shouldNotExcuseADeliveryByAKillAfterItsReceipt() {
        // Given
        evidence.killed("a").taken(2, "b", "", event(1));

        // When
        Findings findings = evidence.judged();

        // Then
        Case.assertOnly(findings, Check.DELIVERED_TWICE_UNEXPLAINED, 1);
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
        Case.assertOnly(findings, Check.DELIVERED_TWICE_UNEXPLAINED, 1);
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
        Case.assertOnly(findings, Check.DELIVERED_TWICE_UNEXPLAINED, 1);
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
        Case.assertOnly(findings, Check.UNEXPECTED_DELIVERIES, 1);
    }
}
