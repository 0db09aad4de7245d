package io.eventbatcher.sandbox.simulator.rules;

/**
 * HubSpot's answer to an event with a uuid already accepted for its event type. HubSpot does not document the answer; both readings are
 * here.
 */
public enum RepeatedUuids {
    /** 204; the occurrence is not stored a second time, and no sender can see the difference. */
    ACCEPTED_SILENTLY,

    /** 400 {@code Event with uuid <uuid> already exists for <eventName>}, and the whole batch fails. */
    REJECTED
}
