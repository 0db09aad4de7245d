package io.eventbatcher.delivery.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.eventbatcher.delivery.VirtualTime;
import io.eventbatcher.hubspot.DailyQuota;
import io.eventbatcher.hubspot.LimitHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateLimitTest {
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    private final VirtualTime time = new VirtualTime();
    private final RateLimit limit = new RateLimit(200, TEN_SECONDS, 10, new DailyQuota(ZoneOffset.UTC), time);

    @Test
    void shouldLeaveTheReserve() {
        // When
        double allowed = limit.allowed();

        // Then
        assertThat(allowed).isCloseTo(18, within(1e-9));
    }

    @ParameterizedTest(name = "of {0}, {1} left: {2} a second")
    @CsvSource({"100, 50, 9", "400, 50, 18", "200, 10, 18", "200, 5, 9", "200, 0, 0.9"})
    void shouldHeedWhatIsLeft(int max, int remaining, double expected) {
        // When
        limit.correct(said(max, remaining, 250_000, 100_000));

        // Then
        assertThat(limit.allowed()).isCloseTo(expected, within(1e-9));
    }

    @Test
    void shouldForgetWhatWasLeftWhenTheIntervalIsOver() {
        // Given
        limit.correct(said(200, 0, 250_000, 100_000));

        // When
        time.advance(TEN_SECONDS.plusMillis(1));

        // Then
        assertThat(limit.allowed()).isCloseTo(18, within(1e-9));
    }

    @Test
    void shouldKeepTheReserveOfTheDayAndGoOnWhenItIsOver() {
        // Given
        limit.correct(said(200, 200, 250_000, 25_000));
        double atTheReserve = limit.allowed();

        // When
        limit.correct(said(200, 200, 250_000, 249_999));

        // Then
        assertThat(atTheReserve).isEqualTo(RateLimit.ONE_A_MINUTE);
        assertThat(limit.allowed()).isCloseTo(18, within(1e-9));
    }

    @Test
    void shouldTellOfADayThatIsUsedUpUntilItsMidnightAndNoLongerByAnOrder() {
        // Given
        limit.correct(said(200, 200, 250_000, 25_000));
        Instant since = time.instant();
        time.advance(Duration.ofMinutes(1));
        limit.correct(said(200, 200, 250_000, 24_999));
        Optional<UsedUpDay> day = limit.day().usedUpDay();
        time.advance(Duration.ofDays(1));
        Optional<UsedUpDay> nextDay = limit.day().usedUpDay();

        // When
        limit.day().forget();

        // Then
        assertThat(day)
                .hasValue(new UsedUpDay(
                        250_000, 10, since, since.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(1))));
        assertThat(nextDay).isEmpty();
        assertThat(limit.allowed()).isCloseTo(18, within(1e-9));
    }

    private static LimitHeaders said(int max, int remaining, int daily, int dailyRemaining) {
        return new LimitHeaders(max, remaining, TEN_SECONDS, OptionalInt.of(daily), OptionalInt.of(dailyRemaining));
    }
}
