package io.eventbatcher.service;

/**
 * A line in the report of {@code topics}.
 *
 * @param what {@code topic} or {@code schema}
 * @param name name of the topic or subject
 * @param detail the finding; with the remedy, if something is wrong
 */
public record ProvisionResult(Action action, String what, String name, String detail) {
    static final String TOPIC = "topic";
    static final String SCHEMA = "schema";

    /** The action taken, or the reason for none. */
    public enum Action {
        CREATED,
        WOULD_CREATE,
        REGISTERED,
        WOULD_REGISTER,
        /** The topic or schema exists and fits. */
        OK,
        /** The topic is missing, and its producers create it. */
        MISSING,
        /** The topic or schema does not fit, or the action failed. */
        FAILED
    }
}
