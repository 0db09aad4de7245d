package io.eventbatcher.replay.plan;

import io.eventbatcher.replay.letter.LetterState;
import io.eventbatcher.replay.letter.StoredLetter;
import io.eventbatcher.replay.scan.Place;
import io.eventbatcher.replay.state.LetterSearch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/** The letters that a run meant when it began: sent by the run, left out by now, or still to send. */
final class RunRest {
    private final SortedLetters sorted;
    private final List<Place> meant;
    private final Predicate<StoredLetter> isMeant;
    private final Set<Place> selected = new HashSet<>();
    private final Map<UUID, LetterState> sent = new HashMap<>();
    private final String run;
    private final LetterSearch search;
    private int found;

    RunRest(SortedLetters sorted, List<Place> meant, Predicate<StoredLetter> isMeant, String run, LetterSearch search) {
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
