package io.eventbatcher.hubspot;

/** Why HubSpot will never take an input. */
public enum RejectionKind {
    /** It breaks a rule. */
    REJECTED,
    /** It speaks of an object that does not exist. */
    NOT_FOUND
}
