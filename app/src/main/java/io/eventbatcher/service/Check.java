package io.eventbatcher.service;

/**
 * One thing that was looked at.
 *
 * @param good whether it is as it must be
 * @param what what was looked at: {@code topic hubspot.ledger}
 * @param detail what was found; when it is not good, with what to do
 */
public record Check(boolean good, String what, String detail) {
    static Check good(String what, String detail) {
        return new Check(true, what, detail);
    }

    static Check failed(String what, String detail) {
        return new Check(false, what, detail);
    }
}
