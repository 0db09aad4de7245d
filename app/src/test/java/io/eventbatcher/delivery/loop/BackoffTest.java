package io.eventbatcher.delivery.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
    private final Backoff backoff = new Backoff(new Random(1));

    @ParameterizedTest(name = "after {0} retries at most {1} ms")
    @CsvSource({"0, 200", "1, 400", "4, 3200", "7, 25600", "8, 30000", "1000000, 30000"})
    void shouldSpreadOverAllOfAGrowingInterval(int retries, long most) {
        // When
        long[] delays = IntStream.range(0, 2_000)
                .mapToLong(i -> backoff.delay(retries, Duration.ZERO).toMillis())
                .sorted()
                .toArray();

        // Then
        assertThat(delays[0]).isLessThan(most / 20);
        assertThat(delays[1_999]).isGreaterThan(most * 19 / 20).isLessThanOrEqualTo(most);
    }

    @ParameterizedTest
    @CsvSource({"0", "5"})
    void shouldNeverComeBackBeforeTheAnswerAllows(int retries) {
        // When
        Duration delay = backoff.delay(retries, Duration.ofHours(3));

        // Then
        assertThat(delay).isBetween(Duration.ofHours(3), Duration.ofHours(3).plus(Backoff.CAP));
    }
}
