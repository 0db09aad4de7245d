package io.eventbatcher.sandbox.torture;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.route.Route;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PrescriptionTest {
    @Test
    void shouldPrescribeTheSameForTheSameSeed() {
        // When
        List<Optional<Prescription>> once = prescriptions(7, "not-found");
        List<Optional<Prescription>> again = prescriptions(7, "not-found");

        // Then
        assertThat(again).isEqualTo(once).isNotEqualTo(prescriptions(8, "not-found"));
        assertThat(once.stream().flatMap(Optional::stream).map(Prescription::end))
                .contains(Replay.End.values());
    }

    @Test
    void shouldCureNothingThatIsBrokenInItself() {
        // When
        List<Optional<Prescription>> prescriptions = prescriptions(7, "undecodable");

        // Then
        assertThat(prescriptions.stream().flatMap(Optional::stream))
                .isNotEmpty()
                .containsOnly(new Prescription(Replay.End.DEAD_AGAIN, 1));
    }

    @Test
    void shouldLeaveConflictsAlone() {
        // When
        List<Optional<Prescription>> prescriptions = prescriptions(7, "uuid-conflict");

        // Then
        assertThat(prescriptions).containsOnly(Optional.empty());
    }

    @Test
    void shouldReplayWhatExpiredCuredAndNoOldChangeBehindLaterOnes() {
        // When
        List<Optional<Prescription>> events = prescriptions(7, Route.BEHAVIORAL, "expired");
        List<Optional<Prescription>> changes = prescriptions(7, "expired");

        // Then
        assertThat(events.stream().flatMap(Optional::stream).map(Prescription::end))
                .isNotEmpty()
                .containsOnly(Replay.End.TAKEN);
        assertThat(changes).containsOnly(Optional.empty());
    }

    private static List<Optional<Prescription>> prescriptions(long seed, String reason) {
        return prescriptions(seed, Route.MARKETING_UPDATE, reason);
    }

    private static List<Optional<Prescription>> prescriptions(long seed, Route route, String reason) {
        return IntStream.range(0, 100)
                .mapToObj(number -> Prescription.of(seed, Case.uuid("letter " + number), route, reason))
                .toList();
    }
}
