package io.eventbatcher.sandbox.torture.check;

import io.eventbatcher.sandbox.torture.evidence.Check;
import io.eventbatcher.sandbox.torture.evidence.Findings;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class AuditWitnessTest {
    private final Findings findings = new Findings();

    @Test
    void shouldContradictAnAuditThatMissesARecordNobodyRead() {
        // Given
        findings.add(Check.NEVER_READ, "A record was never read.");

        // When
        AuditWitness.examine(List.of(), findings);

        // Then
        Assertions.assertThat(findings.count(Check.MISAUDITED)).isOne();
    }

    @Test
    void shouldContradictAnAuditThatFindsGapsWhereNothingIsMissing() {
        // When
        AuditWitness.examine(List.of("behavioral [a gap]"), findings);

        // Then
        Case.assertOnly(findings, Check.MISAUDITED, 1);
    }

    @Test
    void shouldAcceptAnAuditThatSeesWhatIsMissing() {
        // Given
        findings.add(Check.LOST, "A record is lost.");

        // When
        AuditWitness.examine(List.of("behavioral [a gap]"), findings);

        // Then
        Case.assertOnly(findings, Check.LOST, 1);
    }
}
