package io.eventbatcher.sandbox.bench.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgesTest {
    @ParameterizedTest
    @CsvSource({"0.5, 50", "0.99, 99", "1, 100", "0.001, 1"})
    void shouldFindTheAgeThatThisPartDoesNotExceed(double part, double age) {
        // Given
        long[] ages = LongStream.rangeClosed(1, 100).toArray();

        // When, Then
        assertThat(Ages.percentile(ages, part)).isEqualTo(age);
        assertThat(Ages.percentile(new long[0], part)).isZero();
    }
}
