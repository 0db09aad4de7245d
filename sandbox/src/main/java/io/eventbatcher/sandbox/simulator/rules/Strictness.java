package io.eventbatcher.sandbox.simulator.rules;

/**
 * The reading of rules that HubSpot does not document. The true HubSpot was seen to take all of this; a strict reading finds senders
 * that rely on it.
 *
 * @param unknownFields true to refuse fields that no document names
 * @param types true to refuse numbers and booleans as texts, and milliseconds since the epoch as times
 */
public record Strictness(boolean unknownFields, boolean types) {
    /** Everything is taken that HubSpot was seen to take. */
    public static final Strictness LENIENT = new Strictness(false, false);

    /** Nothing is taken but what HubSpot documents. */
    public static final Strictness STRICT = new Strictness(true, true);
}
