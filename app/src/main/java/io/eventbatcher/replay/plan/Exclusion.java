package io.eventbatcher.replay.plan;

import io.eventbatcher.replay.letter.LetterState;
import java.util.Optional;

/** The reasons why a letter of a filter is not replayed. */
public enum Exclusion {
    DELIVERED("delivered", "HubSpot took an earlier replay"),
    WAITING("waiting", "an earlier replay is on its way"),
    DIED_AGAIN("died-again", "the replay died, and a later letter of the event stands for it"),
    OPEN("open", "nobody has discarded it"),
    DISCARDED("discarded", "an operator discarded it; 'dead-letters restore' takes that back"),
    MARKED("marked", "a later release marked it in a way that this one does not know"),
    REPEATED("repeated", "the same letter stands twice in the topic"),
    REPLAY_LIMIT("replay-limit", "it died as often as --max-replays allows; find out why, then raise the limit"),
    VALUE_GONE(
            "value-gone",
            "its value fitted no topic of ours, and the original is gone from its topic, or still too large: see max-record-bytes"),
    STALE(
            "stale",
            "HubSpot took a later change of the same marketing event since; --force replays the old one all the same"),
    NO_ROUTE("no-route", "it names no route, and no enabled route reads its source topic"),
    GONE("gone", "the dead-letter topic has let it go");

    private final String label;
    private final String sentence;

    Exclusion(String label, String sentence) {
        this.label = label;
        this.sentence = sentence;
    }

    /** The word in JSON and in the counts of a run. */
    public String label() {
        return label;
    }

    /** The reason and the remedy, as a clause about the letter. */
    public String sentence() {
        return sentence;
    }

    /** True if the event has reached HubSpot, or is on its way. */
    public boolean isSettled() {
        return this == DELIVERED || this == WAITING || this == DIED_AGAIN || this == REPEATED;
    }

    /** The reason that a state alone gives; empty for an open letter. */
    public static Optional<Exclusion> of(LetterState state) {
        return switch (state) {
            case OPEN -> Optional.empty();
            case WAITING -> Optional.of(WAITING);
            case DELIVERED, DUPLICATE -> Optional.of(DELIVERED);
            case DIED_AGAIN -> Optional.of(DIED_AGAIN);
            case DISCARDED -> Optional.of(DISCARDED);
            case UNKNOWN -> Optional.of(MARKED);
        };
    }
}
