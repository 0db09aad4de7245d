package io.eventbatcher.sandbox.bench.program;

/** A peer that cannot be measured. The message is for people. */
public final class PeerFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public PeerFailedException(String message) {
        super(message);
    }
}
