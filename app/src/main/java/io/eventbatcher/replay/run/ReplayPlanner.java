package io.eventbatcher.replay.run;

import io.eventbatcher.config.Settings;
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
        return plan(order, new Screening(settings, order)::judge);
    }

    /** The letters of the order's filter that have a state, for a change of their marks. */
    public ReplayPlan marking(ReplayOrder order, LetterState wanted) {
        return plan(
                order,
                (letter, state) -> state == wanted
                        ? Optional.empty()
                        : Optional.of(Exclusion.of(state).orElse(Exclusion.OPEN)));
    }

    private ReplayPlan plan(ReplayOrder order, Judge judge) {
        LetterSearch search = LetterSearch.open(settings, progress);
        search.readReceipts();
        Sorted sorted = new Sorted(order, judge);
        if (!search.pass(order.filter(), sorted::take)) {
            // a later letter stands for an earlier one
            sorted = new Sorted(order, judge);
            var unused = search.pass(order.filter(), sorted::take);
        }
        return sorted.plan(sorted.selected.places(), Map.of());
    }

    /** Tells the reason why a letter is left out, if there is one. */
    private interface Judge {
        Optional<Exclusion> judge(StoredLetter letter, LetterState state);
    }

    /** The rest of a run that began before: the letters that it meant and has not sent. */
    public ReplayPlan rest(ReplayRun run) {
        ReplayOrder order = orderOf(run);
        LetterSearch search = LetterSearch.open(settings, progress);
        search.readReceipts();
        List<Place> meant = Resolutions.selection(settings, run.id(), progress);
        Rest rest = new Rest(order, meant, run.id(), search);
        if (!search.pass(LetterFilter.ALL, rest::take)) {
            rest = new Rest(order, meant, run.id(), search);
            var unused = search.pass(LetterFilter.ALL, rest::take);
        }
        return rest.plan();
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
        private final Screening screening;
        private final SelectedLetters selected = new SelectedLetters();
        private final LetterGroups groups = new LetterGroups();
        private final Map<Exclusion, Long> leftOut = new EnumMap<>(Exclusion.class);
        private final Set<Route> routes = EnumSet.noneOf(Route.class);
        private final LetterTable seen = new LetterTable();

        Sorted(ReplayOrder order, Judge judge) {
            this.order = order;
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
                    order.rate() > 0 ? order.rate() : ReplayPace.defaultRate(settings, routes));
        }
    }

    /** The letters that a run meant, sorted. */
    private final class Rest {
        private final Sorted sorted;
        private final List<Place> meant;
        private final Set<Place> wanted;
        private final Set<Place> selected = new HashSet<>();
        private final Map<UUID, LetterState> sent = new HashMap<>();
        private final String run;
        private final LetterSearch search;
        private int found;

        Rest(ReplayOrder order, List<Place> meant, String run, LetterSearch search) {
            this.sorted = new Sorted(order, new Screening(settings, order)::judge);
            this.meant = meant;
            this.wanted = new HashSet<>(meant);
            this.run = run;
            this.search = search;
        }

        void take(StoredLetter letter, LetterState state) {
            Place place = new Place(letter.partition(), letter.offset());
            if (!wanted.contains(place)) {
                return;
            }
            found++;
            UUID id = letter.id();
            if (state.replayed() && search.states().run(id).equals(run)) {
                sent.put(id, state);
            } else if (sorted.isSelected(letter, state)) {
                selected.add(place);
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
