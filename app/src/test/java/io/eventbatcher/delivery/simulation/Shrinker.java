package io.eventbatcher.delivery.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes a story that violates an invariant as short as it can, as long as the same invariant is violated. */
final class Shrinker {
    private static final Duration AFTERMATH = Duration.ofSeconds(30);

    private final long seed;
    private final String invariant;
    private Scenario shortest;
    private Violation violation;

    private Shrinker(Scenario scenario, long seed, Violation violation) {
        this.shortest = scenario;
        this.seed = seed;
        this.violation = violation;
        this.invariant = violation.invariant();
    }

    /** The shortest story that was found, told for people. */
    static String shortest(Scenario scenario, long seed, Violation violation) {
        Shrinker shrinker = new Shrinker(scenario, seed, violation);
        shrinker.shrink();
        return shrinker.text();
    }

    private void shrink() {
        keepIfViolated(shortest.lasting(min(shortest.lasts(), violation.at().plus(AFTERMATH))));
        withoutTraffic();
        for (int chunk = Math.max(1, shortest.incidents().size() / 2); chunk > 0; chunk /= 2) {
            for (int from = 0; from < shortest.incidents().size(); ) {
                List<Incident> fewer = new ArrayList<>(shortest.incidents());
                fewer.subList(from, Math.min(fewer.size(), from + chunk)).clear();
                if (!keepIfViolated(shortest.with(fewer))) {
                    from += chunk;
                }
            }
        }
        keepIfViolated(shortest.lasting(min(shortest.lasts(), violation.at().plus(AFTERMATH))));
    }

    private void withoutTraffic() {
        for (int i = shortest.traffic().size() - 1; i >= 0; i--) {
            List<Traffic> fewer = new ArrayList<>(shortest.traffic());
            fewer.remove(i);
            keepIfViolated(shortest.withTraffic(fewer));
        }
    }

    private boolean keepIfViolated(Scenario shorter) {
        Optional<Violation> found =
                Run.of(shorter, seed).filter(other -> other.invariant().equals(invariant));
        found.ifPresent(other -> {
            shortest = shorter;
            violation = other;
        });
        return found.isPresent();
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private String text() {
        StringBuilder text = new StringBuilder(violation.getMessage())
                .append("\nseed ")
                .append(seed)
                .append("; replay it with -Dsimulation.seed=")
                .append(seed)
                .append("\nthe shortest run that shows it: ")
                .append(shortest.setup());
        shortest.traffic().forEach(traffic -> text.append("\n  ").append(traffic));
        shortest.incidents().forEach(incident -> text.append("\n  ").append(incident));
        return text.toString();
    }
}
