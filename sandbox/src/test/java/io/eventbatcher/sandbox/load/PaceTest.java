package io.eventbatcher.sandbox.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PaceTest {

    private final AtomicLong now = new AtomicLong();

    @Test
    void shouldLetTheLastEventGoWhenItIsDue() {
        // Given
        Pace pace = new Pace(TimeUnit.MILLISECONDS.toNanos(10), now::get, now::addAndGet);
        Pace.Metronome metronome = pace.begin();

        // When
        for (int event = 0; event <= 100; event++) {
            metronome.await(event);
        }

        // Then
        assertThat(now).hasValue(TimeUnit.SECONDS.toNanos(1));
    }

    @Test
    void shouldNotHoldBackWhoIsLate() {
        // Given
        Pace.Metronome metronome = new Pace(TimeUnit.MILLISECONDS.toNanos(10), now::get, now::addAndGet).begin();
        now.set(TimeUnit.SECONDS.toNanos(5));

        // When
        metronome.await(100);

        // Then
        assertThat(now).hasValue(TimeUnit.SECONDS.toNanos(5));
    }

    @Test
    void shouldRefuseARateThatNeverEnds() {
        assertThatIllegalArgumentException().isThrownBy(() -> Pace.perSecond(0)).withMessageContaining("more than 0");
    }
}
