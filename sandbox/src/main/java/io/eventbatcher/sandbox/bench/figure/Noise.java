package io.eventbatcher.sandbox.bench.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Why the figures of a run say nothing. A figure that a second run would not give again must not be quoted. */
public final class Noise {
    private static final double MOST_SPREAD = 0.10;
    private static final double MOST_FOREIGN = 0.05;
    private static final double MOST_COMPILING = 0.10;

    private Noise() {}

    /** Returns sentences, none for a quiet run. */
    public static List<String> in(List<Pair> pairs) {
        List<String> reasons = new ArrayList<>();
        Spread rate = Spread.of(pairs, pair -> pair.service().eventsPerSecond());
        more(reasons, rate.share(), MOST_SPREAD, "the service's rates are %s apart");
        Spread ratio = Spread.of(pairs, Pair::ratio);
        more(reasons, ratio.share(), 2 * MOST_SPREAD, "the ratios are %s apart");
        Spread halves = Spread.of(pairs, pair -> pair.service().secondHalfByFirst());
        more(
                reasons,
                Math.abs(halves.median() - 1),
                MOST_SPREAD,
                "the second half of the service's stretches differs by %s from the first");
        Spread foreign = Spread.of(
                pairs,
                pair -> Math.max(pair.service().foreignShare(), pair.rival().foreignShare()));
        more(reasons, foreign.most(), MOST_FOREIGN, "other programs took %s of the CPU");
        Spread compiling = Spread.of(pairs, pair -> pair.service().cpu().compilersShare());
        more(
                reasons,
                compiling.median(),
                MOST_COMPILING,
                "the JVM's compilers took %s of the service's CPU, so it was not warm");
        return reasons;
    }

    private static void more(List<String> reasons, double share, double most, String sentence) {
        if (share > most) {
            reasons.add(String.format(Locale.ROOT, sentence, Math.round(100 * share) + " %"));
        }
    }
}
