package io.eventbatcher.ingest;

/** Nothing can be decided about a record yet; becomes {@link Decoded.Waiting} before it leaves this package. No stack trace. */
final class Postponed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Postponed(String why) {
        super(why, null, false, false);
    }

    String why() {
        return String.valueOf(getMessage());
    }
}
