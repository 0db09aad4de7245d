package io.eventbatcher.delivery.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.eventbatcher.delivery.rate.RateClaim.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MaxMinFairShareTest {
    @Test
    void shouldDivideByLanesWhenAllCouldUseMore() {
        // When
        double most = MaxMinFairShare.of(90, 9, 2, List.of(hungry(3), hungry(4)));

        // Then
        assertThat(most).isEqualTo(20);
    }

    @Test
    void shouldBorrowWhatOthersLeave() {
        // When
        double most = MaxMinFairShare.of(90, 9, 3, List.of(quiet(3, 1), quiet(3, 4)));

        // Then
        assertThat(most).isEqualTo(85);
    }

    @Test
    void shouldNotTouchThePartOfLanesThatNobodyClaims() {
        // When
        double most = MaxMinFairShare.of(90, 9, 3, List.of(quiet(3, 0)));

        // Then
        assertThat(most).isEqualTo(60);
    }

    @Test
    void shouldTakeOneWhoUsesMoreThanItsPartForNoQuietOne() {
        // When
        double most = MaxMinFairShare.of(90, 9, 3, List.of(quiet(6, 85)));

        // Then
        assertThat(most).isEqualTo(30);
    }

    @Test
    void shouldNeverGiveLessThanByLanesNorMoreThanThereIs() {
        // Given
        Random random = new Random(7);
        for (int round = 0; round < 10_000; round++) {
            List<Part> all = new ArrayList<>();
            int lanes = 0;
            for (int i = 0; i < 1 + random.nextInt(5); i++) {
                int ofThis = random.nextInt(5);
                lanes += ofThis;
                all.add(random.nextBoolean() ? hungry(ofThis) : quiet(ofThis, ofThis * random.nextDouble() * 4));
            }
            int allLanes = Math.max(1, lanes + random.nextInt(3));

            // When the quiet ones use no more than their part: at most 4 of 100 by each of 25 lanes
            double sum = 0;
            for (Part mine : all) {
                List<Part> others = new ArrayList<>(all);
                others.remove(mine);
                double most = MaxMinFairShare.of(100, allLanes, mine.lanes(), others);
                assertThat(most).isGreaterThanOrEqualTo(100.0 * mine.lanes() / allLanes - 1e-9);
                sum += mine.hungry() ? most : Math.min(most, mine.used());
            }

            // Then
            assertThat(sum).isLessThanOrEqualTo(100 + 1e-6);
        }
        assertThat(MaxMinFairShare.of(100, 4, 0, List.of())).isCloseTo(0, within(1e-9));
    }

    private static Part hungry(int lanes) {
        return new Part(lanes, true, 10, 10);
    }

    private static Part quiet(int lanes, double used) {
        return new Part(lanes, false, used, used);
    }
}
