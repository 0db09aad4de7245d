package io.eventbatcher.sandbox.bench.figure;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.sandbox.bench.program.ProcessCpu;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class NoiseTest {
    private static final double STEADY = 1;
    private static final double ALONE = 0.01;
    private static final double WARM = 0.02;

    @Test
    void shouldFindNoneInRatesCloseTogether() {
        assertThat(Noise.in(pairs(STEADY, ALONE, WARM, 20_000, 20_500, 21_000))).isEmpty();
    }

    @Test
    void shouldFindRatesFarApart() {
        assertThat(Noise.in(pairs(STEADY, ALONE, WARM, 20_000, 20_500, 23_000)))
                .containsExactly("the service's rates are 15 % apart");
    }

    @Test
    void shouldFindARateThatHasNotSettled() {
        assertThat(Noise.in(pairs(1.2, ALONE, WARM, 20_000)))
                .containsExactly("the second half of the service's stretches differs by 20 % from the first");
    }

    @Test
    void shouldFindOtherPrograms() {
        assertThat(Noise.in(pairs(STEADY, 0.3, WARM, 20_000))).containsExactly("other programs took 30 % of the CPU");
    }

    @Test
    void shouldFindCompilersAtWork() {
        assertThat(Noise.in(pairs(STEADY, ALONE, 0.5, 20_000)))
                .containsExactly("the JVM's compilers took 50 % of the service's CPU, so it was not warm");
    }

    private static List<Pair> pairs(double halves, double foreign, double compiling, double... rates) {
        return DoubleStream.of(rates)
                .mapToObj(rate -> new Pair(
                        new Stretch(rate, halves, 800, new ProcessCpu(20, 20 * compiling, 1), 10, 5, foreign),
                        new Stretch(90_000, STEADY, 800, new ProcessCpu(5, 0, 0), 2, 5, ALONE)))
                .toList();
    }
}
