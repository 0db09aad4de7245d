package io.eventbatcher.replay.plan;

import io.eventbatcher.config.Settings;
import io.eventbatcher.replay.event.EventViews;
import io.eventbatcher.replay.event.FieldEdits;
import io.eventbatcher.replay.letter.FilterOption;
import io.eventbatcher.replay.letter.LetterFilter;
import io.eventbatcher.replay.letter.LetterState;
import io.eventbatcher.replay.letter.StoredLetter;
import io.eventbatcher.replay.resolution.ReplayRun;
import io.eventbatcher.replay.resolution.Resolutions;
import io.eventbatcher.replay.scan.KafkaOffsets;
import io.eventbatcher.replay.scan.Place;
import io.eventbatcher.replay.scan.ScanProgress;
import io.eventbatcher.replay.scan.TopicRecreatedException;
import io.eventbatcher.replay.state.LetterSearch;
import io.eventbatcher.route.Route;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Predicate;

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
        String topicId = topicId();
        LetterSearch search = opened();
        return judged(order, search, order.filter(), letter -> true, (judge, guard) -> {
            SortedLetters sorted = search.gathered(
                    order.filter(),
                    () -> new SortedLetters(settings, order, judge, guard, topicId),
                    SortedLetters::take);
            return sorted.plan(sorted.places(), Map.of());
        });
    }

    /** The letters of the order's filter that have a state, for a change of their marks. */
    public ReplayPlan marking(ReplayOrder order, LetterState wanted) {
        String topicId = topicId();
        LetterJudge judge = (letter, state) -> state == wanted
                ? Optional.empty()
                : Optional.of(Exclusion.of(state).orElse(Exclusion.OPEN));
        SortedLetters sorted = opened().gathered(
                        order.filter(),
                        () -> new SortedLetters(settings, order, judge, StaleGuard.NONE, topicId),
                        SortedLetters::take);
        return sorted.plan(sorted.places(), Map.of());
    }

    /** The rest of a run that began before: the letters that it meant and has not sent. */
    public ReplayPlan rest(ReplayRun run) {
        String topicId = topicId();
        TopicRecreatedException.requireSame(settings.topics().deadLetters(), RunTerms.topicId(run), topicId);
        ReplayOrder order = withEdits(orderOf(run), run);
        LetterSearch search = opened();
        List<Place> meant = Resolutions.selection(settings, run.id(), progress);
        Set<Place> wanted = new HashSet<>(meant);
        Predicate<StoredLetter> isMeant = letter -> wanted.contains(new Place(letter.partition(), letter.offset()));
        return judged(
                order,
                search,
                LetterFilter.ALL,
                isMeant,
                (judge, guard) -> search.gathered(
                                LetterFilter.ALL,
                                () -> new RunRest(
                                        new SortedLetters(settings, order, judge, guard, topicId),
                                        meant,
                                        isMeant,
                                        run.id(),
                                        search),
                                RunRest::take)
                        .plan());
    }

    private String topicId() {
        try (KafkaOffsets offsets = KafkaOffsets.open(settings)) {
            return offsets.topicId(settings.topics().deadLetters());
        }
    }

    /** The order with the changes that came from a file. */
    private ReplayOrder withEdits(ReplayOrder order, ReplayRun run) {
        int letters = RunTerms.lettersOfFile(run);
        if (letters == 0) {
            return order;
        }
        Map<UUID, Map<String, Optional<String>>> edits = Resolutions.edits(settings, run.id(), progress);
        if (edits.size() != letters) {
            throw NoPlanException.editsGone(run.id());
        }
        return order.withEdits(
                FieldEdits.ofLetters(edits).byOurSchema(order.edits().isByOurSchema()));
    }

    private LetterSearch opened() {
        LetterSearch search = LetterSearch.open(settings, progress);
        search.readReceipts();
        return search;
    }

    /** Judges letters by their states, limits and values, and by later deliveries where order matters. */
    private ReplayPlan judged(
            ReplayOrder order,
            LetterSearch search,
            LetterFilter filter,
            Predicate<StoredLetter> isMeant,
            BiFunction<LetterJudge, StaleGuard, ReplayPlan> plan) {
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
                throw NoPlanException.identityUnknown();
            }
        }
        guard.read(settings, progress);
        return guard;
    }

    /** The order that a run recorded. */
    public static ReplayOrder orderOf(ReplayRun run) {
        Map<FilterOption, Set<String>> words = new EnumMap<>(FilterOption.class);
        run.filter()
                .forEach(
                        (label, values) -> FilterOption.labelled(label).ifPresent(option -> words.put(option, values)));
        return RunTerms.order(run, LetterFilter.of(words, Instant.EPOCH));
    }
}
