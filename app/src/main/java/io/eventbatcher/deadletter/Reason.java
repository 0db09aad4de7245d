package io.eventbatcher.deadletter;

/** The reason of a death. Its label stands verbatim in headers, metric tags, log keys and command-line filters. */
public enum Reason {
    /** The value is not Avro in Confluent's wire format, or does not fit its schema. */
    UNDECODABLE("undecodable"),
    /** The registry itself says that the schema id does not exist. */
    UNKNOWN_SCHEMA("unknown-schema"),
    /** The event breaks limits that the API documents; the message lists all breaches. */
    INVALID_EVENT("invalid-event"),
    /** The event alone is larger than a batch or request may be. */
    TOO_LARGE("too-large"),
    /** The uuid was seen within the dedupe window with different content. */
    UUID_CONFLICT("uuid-conflict"),
    /** HubSpot rejected the event, sent alone or with others of its event name only. */
    REJECTED("rejected"),
    /** HubSpot knows no object with the event's id. */
    NOT_FOUND("not-found"),
    /** HubSpot answered twice without a word about the event, sent alone. */
    UNCONFIRMED("unconfirmed"),
    /** HubSpot failed on the event, sent alone, for longer than the deadline. */
    EXPIRED("expired"),
    /** The event was replayed as often as allowed. */
    REPLAY_LIMIT("replay-limit");

    private final String label;

    Reason(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
