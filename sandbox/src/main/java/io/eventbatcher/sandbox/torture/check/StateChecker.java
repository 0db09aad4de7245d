package io.eventbatcher.sandbox.torture.check;

import io.eventbatcher.sandbox.stack.DeadLetter;
import io.eventbatcher.sandbox.stack.SourceOffset;
import io.eventbatcher.sandbox.torture.evidence.Check;
import io.eventbatcher.sandbox.torture.evidence.EventKey;
import io.eventbatcher.sandbox.torture.evidence.Findings;
import io.eventbatcher.sandbox.torture.evidence.LetterEvidence;
import io.eventbatcher.sandbox.torture.evidence.Mark;
import io.eventbatcher.sandbox.torture.evidence.Publication;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Compares what marks and the product say about dead letters with what HubSpot took, and with the letters of replays that died. */
final class StateChecker {
    private static final String OPEN = "open";
    private static final String WAITING = "waiting";
    private static final String DELIVERED = "delivered";
    private static final String DIED_AGAIN = "died-again";
    private static final String DISCARDED = "discarded";

    private final LetterEvidence letters;
    private final Map<SourceOffset, Publication> publications;
    private final Set<EventKey> delivered;
    private final Set<Death> deaths;
    private final Findings findings;
    private final Map<String, Mark> newest = new HashMap<>();
    private final Set<Death> replayed;

    /** @param deaths also of replays */
    StateChecker(
            LetterEvidence letters,
            Map<SourceOffset, Publication> publications,
            Set<EventKey> delivered,
            Set<Death> deaths,
            Findings findings) {
        this.letters = letters;
        this.publications = publications;
        this.delivered = delivered;
        this.deaths = deaths;
        this.findings = findings;
        letters.marks().forEach(mark -> newest.put(mark.letter(), mark));
        this.replayed = letters.sent().stream()
                .map(replay -> new Death(replay.origin(), replay.replays()))
                .collect(Collectors.toSet());
    }

    void examine(Collection<DeadLetter> all) {
        Map<String, DeadLetter> byId = new HashMap<>();
        all.forEach(letter -> byId.put(letter.id(), letter));
        byId.values().forEach(this::examine);
        newest.keySet().stream()
                .filter(id -> !byId.containsKey(id))
                .forEach(id -> findings.add(
                        Check.FALSE_MARKS, "There is a mark on a letter %s, which is none.".formatted(id)));
    }

    private void examine(DeadLetter letter) {
        String truth = truth(letter);
        Mark mark = newest.get(letter.id());
        if (mark != null && !agrees(mark, truth)) {
            told(letter, mark.toString(), truth);
        }
        if (mark == null && truth.equals(DISCARDED)) {
            told(letter, "without a mark", truth);
        }
        String state = letters.states().getOrDefault(letter.id(), "unknown to the product");
        if (!state.equals(truth)) {
            told(letter, state, truth);
        }
    }

    /** A mark without an outcome says nothing about the end. */
    private static boolean agrees(Mark mark, String truth) {
        return mark.isReplay()
                ? mark.outcome().isEmpty()
                        ? !truth.equals(OPEN) && !truth.equals(DISCARDED)
                        : mark.outcome().equals(truth)
                : mark.state().equals(truth);
    }

    private String truth(DeadLetter letter) {
        Death death = new Death(letter.origin(), letter.replays());
        if (!replayed.contains(death)) {
            return letters.discarded().contains(letter.id()) ? DISCARDED : OPEN;
        }
        Publication publication = publications.get(letter.origin());
        if (publication != null && delivered.contains(publication.key())) {
            return DELIVERED;
        }
        return deaths.contains(new Death(letter.origin(), letter.replays() + 1)) ? DIED_AGAIN : WAITING;
    }

    private void told(DeadLetter letter, String told, String truth) {
        findings.add(
                Check.FALSE_MARKS,
                "The dead letter %s of %s is %s by HubSpot's journal and the topics, and %s by the product."
                        .formatted(letter.id(), letter.origin(), truth, told));
    }
}
