package io.eventbatcher.replay.plan;

import io.eventbatcher.config.Settings;
import io.eventbatcher.replay.event.EventViews;
import io.eventbatcher.replay.letter.FilterOption;
import io.eventbatcher.replay.letter.LetterFilter;
import io.eventbatcher.replay.letter.LetterGroups;
import io.eventbatcher.replay.letter.LetterState;
import io.eventbatcher.replay.letter.StoredLetter;
import io.eventbatcher.replay.resolution.LetterTable;
import io.eventbatcher.replay.resolution.ReplayRun;
import io.eventbatcher.replay.resolution.Resolutions;
import io.eventbatcher.replay.scan.Place;
import io.eventbatcher.replay.scan.ScanProgress;
import io.eventbatcher.replay.state.LetterSearch;
import io.eventbatcher.route.Route;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Makes plans: reads all that tells the states of letters, and screens the letters of an order. Writes nothing. */
public final class ReplayPlanner {
    private final Settings settings;
    private final ScanProgress progress;

    public ReplayPlanner(Settings settings, ScanProgress progress) {
        this.settings = settings;
        this.progress = progress;
    }

    /** The plan of a new order. */
    public ReplayPlan plan(ReplayOrder order) {
        LetterSearch search = opened();
        return judged(order, search, order.filter(), letter -> true, (judge, guard) -> {
            Sorted sorted = twice(search, order.filter(), () -> new Sorted(order, judge, guard), Sorted::take);
            return sorted.plan(sorted.selected.places(), Map.of());
        });
    }

    /** The letters of the order's filter that have a state, for a change of their marks. */
    public ReplayPlan marking(ReplayOrder order, LetterState wanted) {
        Judge judge = (letter, state) -> state == wanted
                ? Optional.empty()
                : Optional.of(Exclusion.of(state).orElse(Exclusion.OPEN));
        Sorted sorted = twice(opened(), order.filter(), () -> new Sorted(order, judge, StaleGuard.NONE), Sorted::take);
        return sorted.plan(sorted.selected.places(), Map.of());
    }

    /** The rest of a run that began before: the letters that it meant and has not sent. */
    public ReplayPlan rest(ReplayRun run) {
        ReplayOrder order = orderOf(run);
        LetterSearch search = opened();
        List<Place> meant = Resolutions.selection(settings, run.id(), progress);
        Set<Place> wanted = new HashSet<>(meant);
        Predicate<StoredLetter> isMeant = letter -> wanted.contains(new Place(letter.partition(), letter.offset()));
        return judged(
                order,
                search,
                LetterFilter.ALL,
                isMeant,
                (judge, guard) -> twice(
                                search,
                                LetterFilter.ALL,
                                () -> new Rest(new Sorted(order, judge, guard), meant, isMeant, run.id(), search),
                                Rest::take)
                        .plan());
    }

    private LetterSearch opened() {
        LetterSearch search = LetterSearch.open(settings, progress);
        search.readReceipts();
        return search;
    }

    /** Reads the letters, and once more if a later letter has changed the state of an earlier one. */
    private static <T> T twice(LetterSearch search, LetterFilter filter, Supplier<T> fresh, Taker<T> taker) {
        T first = fresh.get();
        if (search.pass(filter, (letter, state) -> taker.take(first, letter, state))) {
            return first;
        }
        T second = fresh.get();
        var unused = search.pass(filter, (letter, state) -> taker.take(second, letter, state));
        return second;
    }

    private interface Taker<T> {
        void take(T sorted, StoredLetter letter, LetterState state);
    }

    /** Judges letters by their states, limits and values, and by later deliveries where order matters. */
    private ReplayPlan judged(
            ReplayOrder order,
            LetterSearch search,
            LetterFilter filter,
            Predicate<StoredLetter> isMeant,
            BiFunction<Judge, StaleGuard, ReplayPlan> plan) {
        try (Screening screening = new Screening(settings, order)) {
            StaleGuard guard = order.force() ? StaleGuard.NONE : guard(order, search, filter, isMeant, screening);
            return plan.apply(
                    (letter, state) -> screening
                            .judge(letter, state)
                            .or(() -> guard.isStale(letter) ? Optional.of(Exclusion.STALE) : Optional.empty()),
                    guard);
        }
    }

    private StaleGuard guard(
            ReplayOrder order,
            LetterSearch search,
            LetterFilter filter,
            Predicate<StoredLetter> isMeant,
            Screening screening) {
        if (settings.enabledRoutes().stream().noneMatch(Route::ordered)) {
            return StaleGuard.NONE;
        }
        StaleGuard guard = new StaleGuard();
        try (EventViews views = EventViews.open(settings)) {
            var unused = search.pass(filter, (letter, state) -> {
                if (isMeant.test(letter)
                        && screening.route(letter).filter(Route::ordered).isPresent()
                        && screening.judge(letter, state).isEmpty()) {
                    guard.watch(letter, order.edits(), views);
                }
            });
            if (views.isRegistrySilent()) {
                throw new IdentityUnknownException();
            }
        }
        guard.read(settings, progress);
        return guard;
    }

    /** Tells the reason why a letter is left out, if there is one. */
    private interface Judge {
        Optional<Exclusion> judge(StoredLetter letter, LetterState state);
    }

    /** The order that a run recorded. */
    public static ReplayOrder orderOf(ReplayRun run) {
        Map<FilterOption, Set<String>> words = new EnumMap<>(FilterOption.class);
        run.filter()
                .forEach(
                        (label, values) -> FilterOption.labelled(label).ifPresent(option -> words.put(option, values)));
        return RunTerms.order(run, LetterFilter.of(words, Instant.EPOCH));
    }

    /** Letters, sorted into those to send and those left out. */
    private final class Sorted {
        private final Judge judge;
        private final ReplayOrder order;
        private final StaleGuard guard;
        private final Screening screening;
        private final SelectedLetters selected = new SelectedLetters();
        private final LetterGroups groups = new LetterGroups();
        private final Map<Exclusion, Long> leftOut = new EnumMap<>(Exclusion.class);
        private final Set<Route> routes = EnumSet.noneOf(Route.class);
        private final LetterTable seen = new LetterTable();

        Sorted(ReplayOrder order, Judge judge, StaleGuard guard) {
            this.order = order;
            this.guard = guard;
            this.judge = judge;
            this.screening = new Screening(settings, order);
        }

        void take(StoredLetter letter, LetterState state) {
            var unused = isSelected(letter, state);
        }

        boolean isSelected(StoredLetter letter, LetterState state) {
            UUID id = letter.id();
            Exclusion reason = judge.judge(letter, state).orElse(seen.contains(id) ? Exclusion.REPEATED : null);
            if (reason != null) {
                leaveOut(reason);
                return false;
            }
            seen.put(id, LetterState.OPEN, 0, Instant.EPOCH);
            Optional<Route> route = screening.route(letter);
            route.ifPresent(routes::add);
            selected.add(letter, route.filter(Route::ordered).isPresent());
            groups.add(letter, true);
            return true;
        }

        void leaveOut(Exclusion reason) {
            leftOut.merge(reason, 1L, Long::sum);
        }

        ReplayPlan plan(List<Place> places, Map<UUID, LetterState> sentBefore) {
            return new ReplayPlan(
                    order,
                    places,
                    groups.list(),
                    leftOut,
                    sentBefore,
                    routes,
                    order.rate() > 0 ? order.rate() : ReplayRate.of(settings, routes),
                    guard);
        }
    }

    /** The letters that a run meant, sorted. */
    private static final class Rest {
        private final Sorted sorted;
        private final List<Place> meant;
        private final Predicate<StoredLetter> isMeant;
        private final Set<Place> selected = new HashSet<>();
        private final Map<UUID, LetterState> sent = new HashMap<>();
        private final String run;
        private final LetterSearch search;
        private int found;

        Rest(Sorted sorted, List<Place> meant, Predicate<StoredLetter> isMeant, String run, LetterSearch search) {
            this.sorted = sorted;
            this.meant = meant;
            this.isMeant = isMeant;
            this.run = run;
            this.search = search;
        }

        void take(StoredLetter letter, LetterState state) {
            if (!isMeant.test(letter)) {
                return;
            }
            found++;
            UUID id = letter.id();
            if (state.replayed() && search.states().run(id).equals(run)) {
                sent.put(id, state);
            } else if (sorted.isSelected(letter, state)) {
                selected.add(new Place(letter.partition(), letter.offset()));
            }
        }

        ReplayPlan plan() {
            for (int gone = found; gone < meant.size(); gone++) {
                sorted.leaveOut(Exclusion.GONE);
            }
            List<Place> places = new ArrayList<>(meant);
            places.removeIf(place -> !selected.contains(place));
            return sorted.plan(places, sent);
        }
    }
}
