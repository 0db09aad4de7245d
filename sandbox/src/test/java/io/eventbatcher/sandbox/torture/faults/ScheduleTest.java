package io.eventbatcher.sandbox.torture.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final Duration LENGTH = Duration.ofMinutes(3);
    private static final List<String> INSTANCES = List.of("one", "two");

    @Test
    void shouldPlanTheSameForTheSameSeed() {
        // When
        List<String> once = steps(7);
        List<String> again = steps(7);

        // Then
        assertThat(again).isEqualTo(once).isNotEqualTo(steps(8));
    }

    @Test
    void shouldBringEveryKindWithinThreeMinutes() {
        // When
        Schedule schedule = Schedule.of(7, LENGTH, INSTANCES, Set.copyOf(FaultKinds.all()));

        // Then
        assertThat(schedule.faults()).extracting(ScheduledFault::kind).containsAll(Set.copyOf(FaultKinds.all()));
        assertThat(schedule.faults()).extracting(ScheduledFault::at).isSorted();
        assertThat(schedule.faults()).allSatisfy(step -> assertThat(step.at()).isLessThan(LENGTH));
    }

    @Test
    void shouldBringOnlyWhatWasChosen() {
        // Given
        Set<String> chosen = Set.of(FaultKinds.KILL, "500");

        // When
        Schedule schedule = Schedule.of(7, LENGTH, INSTANCES, chosen);

        // Then
        assertThat(new HashSet<>(
                        schedule.faults().stream().map(ScheduledFault::kind).toList()))
                .isEqualTo(chosen);
    }

    private static List<String> steps(long seed) {
        return Schedule.of(seed, LENGTH, INSTANCES, Set.copyOf(FaultKinds.all())).faults().stream()
                .map(ScheduledFault::toString)
                .toList();
    }
}
