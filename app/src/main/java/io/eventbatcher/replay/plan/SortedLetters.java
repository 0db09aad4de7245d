package io.eventbatcher.replay.plan;

import io.eventbatcher.config.Settings;
import io.eventbatcher.replay.letter.LetterGroups;
import io.eventbatcher.replay.letter.LetterState;
import io.eventbatcher.replay.letter.StoredLetter;
import io.eventbatcher.replay.resolution.LetterTable;
import io.eventbatcher.replay.scan.Place;
import io.eventbatcher.route.Route;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Letters, sorted into those to send and those left out. */
final class SortedLetters {
    private final Settings settings;
    private final LetterJudge judge;
    private final ReplayOrder order;
    private final StaleGuard guard;
    private final Screening screening;
    private final SelectedLetters selected = new SelectedLetters();
    private final LetterGroups groups = new LetterGroups();
    private final Map<Exclusion, Long> leftOut = new EnumMap<>(Exclusion.class);
    private final Set<Route> routes = EnumSet.noneOf(Route.class);
    private final LetterTable seen = new LetterTable();
    private final String topicId;
    private long untold;

    /** @param topicId the id of the dead-letter topic */
    SortedLetters(Settings settings, ReplayOrder order, LetterJudge judge, StaleGuard guard, String topicId) {
        this.settings = settings;
        this.topicId = topicId;
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
        untold += guard.isUntold(letter) ? 1 : 0;
        return true;
    }

    /** The selected letters, in the order in which they are sent. */
    List<Place> places() {
        return selected.places();
    }

    void leaveOut(Exclusion reason) {
        leftOut.merge(reason, 1L, Long::sum);
    }

    ReplayPlan plan(List<Place> places, Map<UUID, LetterState> sentBefore) {
        return new ReplayPlan(
                order,
                topicId,
                places,
                groups.list(),
                leftOut,
                sentBefore,
                routes,
                order.rate() > 0 ? order.rate() : ReplayRate.of(settings, routes),
                guard,
                untold == 0 ? Untold.NONE : new Untold(untold, guard.horizon()));
    }
}
