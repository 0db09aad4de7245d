package io.eventbatcher.console.page.now;

import io.eventbatcher.console.access.RefusedException;
import io.eventbatcher.control.OperatorCommand;
import java.util.Arrays;

/** The orders of the console, in words. */
enum Order {
    PAUSE(
            OperatorCommand.Kind.PAUSE,
            "pause",
            "Pause",
            true,
            "Nothing more is sent, also over restarts, until somebody resumes. Requests in flight are still answered and settled. Events"
                    + " wait in Kafka, and none is lost."),
    RESUME(
            OperatorCommand.Kind.RESUME,
            "resume",
            "Resume",
            true,
            "A pause ends; a resumed route resumes all of its lanes. A halted route tries one input at once instead of at its next probe, and"
                    + " a parked route sends again: if HubSpot still refuses, it halts or parks anew."),
    DEAD_LETTER(
            OperatorCommand.Kind.DEAD_LETTER,
            "dead-letter",
            "Dead-letter rejected events of",
            false,
            "For ten minutes, or until HubSpot takes an event of the route, events that HubSpot has rejected, or rejects from now on, become"
                    + " dead letters at once. Right when the events are wrong, and not the route: with another account's token every event"
                    + " becomes a dead letter. Dead letters can be replayed.");

    /** The parameters that tell the first page which order was just given. */
    static final String ORDERED = "ordered";

    static final String TARGET = "target";

    private final OperatorCommand.Kind kind;
    private final String word;
    private final String verb;
    private final boolean forLanes;
    private final String consequence;

    Order(OperatorCommand.Kind kind, String word, String verb, boolean forLanes, String consequence) {
        this.kind = kind;
        this.word = word;
        this.verb = verb;
        this.forLanes = forLanes;
        this.consequence = consequence;
    }

    static Order of(String word) throws RefusedException {
        return Arrays.stream(values())
                .filter(order -> order.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new RefusedException(400, "'" + word + "' is no order of the console."));
    }

    static boolean isOne(String word) {
        return Arrays.stream(values()).anyMatch(order -> order.word.equals(word));
    }

    OperatorCommand.Kind kind() {
        return kind;
    }

    /** The word of the command line. */
    String word() {
        return word;
    }

    String verb() {
        return verb;
    }

    /** True if single lanes can be ordered. */
    boolean forLanes() {
        return forLanes;
    }

    /** The effect, as sentences. */
    String consequence() {
        return consequence;
    }
}
