package io.eventbatcher.replay.letter;

import java.util.Arrays;
import java.util.Optional;

/** The questions of a {@link LetterFilter}; the labels are option names of commands, and keys of the filter that a run records. */
public enum FilterOption {
    REASON("reason", "a reason of docs/dead-letters.md"),
    ROUTE("route", "a route"),
    CATEGORY("category", "HubSpot's category, such as VALIDATION_ERROR"),
    STATUS("status", "an HTTP status, or 0 for none"),
    EVENT_NAME("event-name", "HubSpot's name of the event"),
    UUID("uuid", "the event's uuid"),
    KEY("key", "the record's key, as text"),
    SOURCE_TOPIC("source-topic", "the topic that the event came from"),
    PARTITION("partition", "a partition of the dead-letter topic"),
    OFFSET("offset", "an offset in the dead-letter topic"),
    ID("id", "a dead letter's id"),
    SINCE("since", "a time, such as 2026-11-28T13:00:00Z, or the span before now, such as 2h"),
    UNTIL("until", "a time, such as 2026-11-28T15:00:00Z, or the span before now, such as 30m"),
    MESSAGE("message", "a part of the message"),
    GROUP("group", "a group's id, as 'dead-letters summary' shows it"),
    STATE("state", "open, replayed, waiting, delivered, duplicate, died-again or discarded");

    private final String label;
    private final String takes;

    FilterOption(String label, String takes) {
        this.label = label;
        this.takes = takes;
    }

    public String label() {
        return label;
    }

    /** The values that the option takes, as a clause. */
    public String takes() {
        return takes;
    }

    public static Optional<FilterOption> labelled(String label) {
        return Arrays.stream(values())
                .filter(option -> option.label.equals(label))
                .findFirst();
    }
}
