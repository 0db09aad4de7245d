package io.eventbatcher.replay.run;

import io.eventbatcher.config.Settings;
import io.eventbatcher.deadletter.LeftOut;
import io.eventbatcher.replay.letter.LetterState;
import io.eventbatcher.replay.letter.StoredLetter;
import io.eventbatcher.route.Route;
import java.util.Optional;

/** Tells if a letter may be replayed. */
final class Screening {
    private final Settings settings;
    private final ReplayOrder order;

    Screening(Settings settings, ReplayOrder order) {
        this.settings = settings;
        this.order = order;
    }

    /** The reason why the letter is left out; empty for a letter to replay. */
    Optional<Exclusion> judge(StoredLetter letter, LetterState state) {
        Optional<Exclusion> marked = Exclusion.of(state);
        if (marked.isPresent()) {
            return marked;
        }
        if (route(letter).isEmpty()) {
            return Optional.of(Exclusion.NO_ROUTE);
        }
        if (letter.replays() >= order.maxReplays()) {
            return Optional.of(Exclusion.REPLAY_LIMIT);
        }
        return letter.entry().value() == null
                        && LeftOut.namesValue(letter.entry().headers())
                ? Optional.of(Exclusion.VALUE_GONE)
                : Optional.empty();
    }

    /** The enabled route of the letter, or the one that reads the topic of the letter's origin. */
    Optional<Route> route(StoredLetter letter) {
        Optional<Route> named = letter.route();
        return named.isPresent()
                ? named.filter(settings.enabledRoutes()::contains)
                : settings.enabledRoutes().stream()
                        .filter(route -> settings.route(route)
                                .topic()
                                .equals(letter.origin().topic()))
                        .findFirst();
    }
}
