package io.eventbatcher.ingest;

import io.eventbatcher.deadletter.Reason;

/** Ends the decoding of a record; becomes {@link Decoded.Refused} before it leaves this package. Carries no stack trace. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    Refusal(Reason reason, String finding) {
        super(finding, null, false, false);
        this.reason = reason;
    }

    static Refusal undecodable(String finding) {
        return new Refusal(Reason.UNDECODABLE, finding);
    }

    Reason reason() {
        return reason;
    }

    String finding() {
        return String.valueOf(getMessage());
    }
}
