package io.eventbatcher.sandbox.bench;

import io.eventbatcher.sandbox.bench.figure.Spread;
import io.eventbatcher.sandbox.bench.figure.Stretch;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/**
 * What somebody at the console costs the delivery.
 *
 * @param summaries of all dead letters that were done while the service was measured
 */
public record ConsoleResult(BenchSettings settings, List<WatchedPair> pairs, long summaries) {
    /** The same load with the console open and without. */
    record WatchedPair(Stretch watched, Stretch alone) {
        double ratio() {
            return watched.eventsPerSecond() / alone.eventsPerSecond();
        }
    }

    Spread ratio() {
        return Spread.of(pairs, WatchedPair::ratio);
    }

    /** Prints the rates and their ratio. */
    public void print(PrintWriter out) {
        Spread watched = Spread.of(pairs, pair -> pair.watched().eventsPerSecond());
        Spread alone = Spread.of(pairs, pair -> pair.alone().eventsPerSecond());
        Spread ratio = ratio();
        out.printf(
                Locale.ROOT,
                "%n%,.0f events/s (%,.0f to %,.0f) with the console open and %,d dead letters being summarised, %,d times,%n",
                watched.median(),
                watched.least(),
                watched.most(),
                settings.letters(),
                summaries);
        out.printf(
                Locale.ROOT,
                "%,.0f events/s (%,.0f to %,.0f) without: ratio %.2f (%.2f to %.2f), %,d pairs of %,d events.%n",
                alone.median(),
                alone.least(),
                alone.most(),
                ratio.median(),
                ratio.least(),
                ratio.most(),
                pairs.size(),
                settings.events());
        out.printf(
                Locale.ROOT,
                "The service's CPU was %.1f and %.1f s per million events.%n",
                Spread.of(pairs, pair -> pair.watched().cpu().all()).median(),
                Spread.of(pairs, pair -> pair.alone().cpu().all()).median());
        out.printf(
                "Other programs took %.0f %% of the CPU at most.%n",
                100 * Spread.of(pairs, pair -> pair.watched().foreignShare()).most());
        out.flush();
    }
}
