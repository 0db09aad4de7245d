package io.eventbatcher.delivery.rate;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.delivery.VirtualTime;
import io.eventbatcher.delivery.loop.Mailbox;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EvenPacerTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final Duration KEPT = Duration.ofMillis(30);

    private final VirtualTime time = new VirtualTime();
    private final Mailbox mailbox = new Mailbox();
    private final RollingCount taken = new RollingCount();

    private EvenPacer pace(double rate) {
        return new EvenPacer(rate, KEPT, time::nanoTime, time, mailbox);
    }

    private void takeAll(EvenPacer pace) {
        mailbox.drain();
        while (pace.tryTake()) {
            taken.add(time.nanoTime());
        }
    }

    @Test
    void shouldLoseNothingToAThreadThatIsBusyForAMoment() {
        // Given
        EvenPacer pace = pace(1_125);
        Random random = new Random(7);

        // When
        while (time.nanoTime() < 10 * SECOND) {
            takeAll(pace);
            time.advance(Duration.ofMillis(1 + random.nextInt(25)));
        }

        // Then
        assertThat(taken.between(0, 10 * SECOND)).isBetween(11_200L, 11_285L);
    }

    @Test
    void shouldStayBelowTheLimitInAnyRollingSecondHoweverUnevenlyItIsAsked() {
        // Given
        EvenPacer pace = pace(1_125);
        Random random = new Random(7);

        // When
        while (time.nanoTime() < 60 * SECOND) {
            takeAll(pace);
            time.advance(Duration.ofMillis(1 + random.nextInt(random.nextInt(200) == 0 ? 500 : 10)));
        }

        // Then
        assertThat(taken.most(SECOND)).isBetween(1_125, 1_160);
    }

    @Test
    void shouldTellWhenThereIsAPermitAgain() {
        // Given
        EvenPacer pace = pace(10);
        takeAll(pace);

        // When
        time.advance(Duration.ofMillis(99));
        boolean early = !mailbox.isEmpty();
        time.advance(Duration.ofMillis(1));

        // Then
        assertThat(early).isFalse();
        assertThat(mailbox.isEmpty()).isFalse();
        assertThat(pace.tryTake()).isTrue();
    }

    @Test
    void shouldBringAPermitSoonerWhenTheRateRises() {
        // Given
        EvenPacer pace = pace(0.1);
        takeAll(pace);
        time.advance(Duration.ofSeconds(5));

        // When
        pace.rate(10);

        // Then
        time.advance(Duration.ofMillis(50));
        assertThat(mailbox.isEmpty()).isFalse();
        assertThat(pace.tryTake()).isTrue();
    }

    @Test
    void shouldReportWhatNobodyTook() {
        // Given
        EvenPacer pace = pace(100);
        takeAll(pace);
        pace.report();

        // When
        time.advance(Duration.ofSeconds(1));
        EvenPacer.Report report = pace.report();

        // Then
        assertThat(report.wanted()).isFalse();
        assertThat(report.taken()).isZero();
        assertThat(report.lost()).isBetween(0.95, 0.97);
    }
}
