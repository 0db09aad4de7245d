package io.eventbatcher.ingest.registry;

/**
 * The registry gave no answer that could be trusted, so nothing may be decided about the record: it must be read again. Leaves
 * {@code process()}, whose transaction is aborted.
 */
public final class RegistryUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RegistryUnavailableException(String message) {
        super(message);
    }
}
