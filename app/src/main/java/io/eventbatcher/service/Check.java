package io.eventbatcher.service;

/**
 * A line in the report of {@code validate}.
 *
 * @param good true if nothing is wrong
 * @param what the subject: {@code topic hubspot.ledger}
 * @param detail the finding; with the remedy, if not good
 */
public record Check(boolean good, String what, String detail) {
    static Check good(String what, String detail) {
        return new Check(true, what, detail);
    }

    static Check failed(String what, String detail) {
        return new Check(false, what, detail);
    }
}
