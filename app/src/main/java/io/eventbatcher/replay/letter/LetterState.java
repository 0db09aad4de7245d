package io.eventbatcher.replay.letter;

import java.util.Arrays;
import java.util.Optional;

/** The state of a dead letter. Its label stands verbatim in filters and tables. */
public enum LetterState {
    /** Nobody has done anything about the letter. */
    OPEN(1, "open"),
    /** Replayed, and no topic tells yet what became of the replay. */
    WAITING(2, "waiting"),
    /** HubSpot took the replay. */
    DELIVERED(3, "delivered"),
    /** Dropped, because the same replay was seen before. */
    DUPLICATE(4, "duplicate"),
    /** The replay died again: a later letter of the same event exists. */
    DIED_AGAIN(5, "died-again"),
    /** An operator decided that the event is not needed. */
    DISCARDED(6, "discarded"),
    /** Marked in a way that a later release introduced. */
    UNKNOWN(7, "unknown");

    /** The word for all states of replayed letters. */
    public static final String REPLAYED = "replayed";

    private final int code;
    private final String label;

    LetterState(int code, String label) {
        this.code = code;
        this.label = label;
    }

    /** A number from 1 on, for tables that hold many states. */
    public int code() {
        return code;
    }

    public String label() {
        return label;
    }

    /** True if the letter was replayed, whatever became of the replay. */
    public boolean replayed() {
        return this == WAITING || this == DELIVERED || this == DUPLICATE || this == DIED_AGAIN;
    }

    public static Optional<LetterState> labelled(String label) {
        return Arrays.stream(values())
                .filter(state -> state.label.equals(label))
                .findFirst();
    }
}
