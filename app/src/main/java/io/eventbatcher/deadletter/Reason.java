package io.eventbatcher.deadletter;

/** Why an event is dead. The label is used verbatim in the header, metric tags, log keys and command-line filters. */
public enum Reason {
    /** The value is not Avro in Confluent's wire format, or does not fit its schema. */
    UNDECODABLE("undecodable"),
    /** The registry itself says that the schema id does not exist. */
    UNKNOWN_SCHEMA("unknown-schema"),
    /** It breaks one of the API's documented limits; the message lists all of them. */
    INVALID_EVENT("invalid-event"),
    /** It fits no batch or request, however small. */
    TOO_LARGE("too-large"),
    /** Its uuid was seen within the window with other content. */
    UUID_CONFLICT("uuid-conflict"),
    /** HubSpot refused it, sent alone. */
    REJECTED("rejected"),
    /** HubSpot knows no object with its id. */
    NOT_FOUND("not-found"),
    /** HubSpot answered twice without saying whether it took it. */
    UNCONFIRMED("unconfirmed"),
    /** HubSpot failed on it alone for longer than the deadline. */
    EXPIRED("expired"),
    /** It was replayed as often as is allowed. */
    REPLAY_LIMIT("replay-limit");

    private final String label;

    Reason(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
