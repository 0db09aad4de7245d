package io.eventbatcher.hubspot;

/** The reason for which HubSpot never takes an input. */
public enum RejectionKind {
    /** The input breaks a rule. */
    REJECTED,
    /** The input names an object that does not exist. */
    NOT_FOUND,
    /** The account has no event definition of the input's name. */
    UNDEFINED_NAME
}
