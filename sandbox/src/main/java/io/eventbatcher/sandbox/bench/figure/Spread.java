package io.eventbatcher.sandbox.bench.figure;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** A figure of several pairs. */
public record Spread(double least, double median, double most) {
    /** Of at least one measured thing. */
    public static <T> Spread of(List<T> measured, ToDoubleFunction<T> figure) {
        double[] sorted = measured.stream().mapToDouble(figure).sorted().toArray();
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(sorted[0], median, sorted[sorted.length - 1]);
    }

    /** From least to most, as a share of the median. */
    public double share() {
        return (most - least) / median;
    }
}
