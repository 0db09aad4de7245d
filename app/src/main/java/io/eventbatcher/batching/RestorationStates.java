package io.eventbatcher.batching;

import io.eventbatcher.batching.streams.RestoreProgress;
import io.eventbatcher.batching.streams.RestoreProgress.Restoring;
import io.eventbatcher.control.LaneCause;
import io.eventbatcher.control.LaneState;
import io.eventbatcher.control.Stage;
import io.eventbatcher.control.StateName;
import io.eventbatcher.route.Route;
import io.eventbatcher.time.Clocks;
import io.eventbatcher.time.Moment;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The restoration of stores as a cause for which lanes wait, by route. Safe for any thread. */
final class RestorationStates {
    /** A usual restart takes less. */
    static final Duration NOTABLE = Duration.ofSeconds(10);

    /** A changelog is read in batches, and a busy broker lets some of them wait. */
    static final Duration STILL = Duration.ofMinutes(1);

    /** The states are published at each change, and figures change all the time. */
    static final Duration RENEWED = Duration.ofSeconds(10);

    private static final String OTHERS = "state";

    private final RestoreProgress progress;
    private final Clocks clocks;
    private Map<String, LaneCause> latest = Map.of();
    private Moment next = Moment.LONG_AGO;

    RestorationStates(RestoreProgress progress, Clocks clocks) {
        this.progress = progress;
        this.clocks = clocks;
    }

    synchronized List<LaneState> of(String instance, Instant now) {
        Map<String, List<Restoring>> open = progress.open().stream()
                .filter(store -> store.lasting().compareTo(NOTABLE) >= 0)
                .collect(Collectors.groupingBy(store -> route(store.store()), TreeMap::new, Collectors.toList()));
        if (!open.keySet().equals(latest.keySet()) || !clocks.moment().isBefore(next)) {
            next = clocks.moment().plus(RENEWED);
            Map<String, LaneCause> causes = new TreeMap<>();
            open.forEach((route, stores) -> causes.put(route, cause(route, stores, now)));
            latest = causes;
        }
        return latest.entrySet().stream()
                .map(route -> LaneState.ofPart(
                        instance, Stage.BATCHING.label() + '/' + route.getKey(), Optional.of(route.getValue()), now))
                .toList();
    }

    /** The route of a store, whose name begins with the route's. */
    private static String route(String store) {
        return Arrays.stream(Route.values())
                .map(Route::label)
                .filter(label -> store.startsWith(label + '-'))
                .findFirst()
                .orElse(OTHERS);
    }

    private LaneCause cause(String route, List<Restoring> stores, Instant now) {
        Duration lasting =
                most(stores, Comparator.comparing(Restoring::lasting)).lasting();
        LaneCause before = latest.get(route);
        Instant since = before == null ? now.minus(lasting).truncatedTo(ChronoUnit.SECONDS) : before.since();
        return new LaneCause(Stage.BATCHING, StateName.RESTORING, reason(stores, lasting), since, null);
    }

    private static String reason(List<Restoring> stores, Duration lasting) {
        long left = stores.stream().mapToLong(Restoring::left).sum();
        long read = stores.stream().mapToLong(Restoring::read).sum();
        Duration still = most(stores, Comparator.comparing(Restoring::still)).still();
        long pace = read / Math.max(1, lasting.toSeconds());
        String figures = "%d stores of lanes are read back from Kafka, and the lanes' events wait: %,d records are left"
                .formatted(stores.size(), left);
        if (still.compareTo(STILL) >= 0) {
            return "%s, and of a store none was read for %,d s.".formatted(figures, still.toSeconds());
        }
        return pace == 0
                ? figures + "."
                : "%s, at %,d a second, which takes about %,d s more.".formatted(figures, pace, left / pace);
    }

    private static Restoring most(List<Restoring> stores, Comparator<Restoring> order) {
        return stores.stream().max(order).orElseThrow();
    }
}
