package io.eventbatcher.ingest.registry;

/** Asks once more at once when the registry does not answer: a dropped connection is not worth an aborted transaction. */
public final class RetriedSchemas implements SchemaLookup {
    private final SchemaLookup inner;

    private RetriedSchemas(SchemaLookup inner) {
        this.inner = inner;
    }

    /** Both attempts together must end well within the transaction timeout of 10 s. */
    public static SchemaLookup wrap(SchemaLookup inner) {
        return new RetriedSchemas(inner);
    }

    @Override
    public SchemaAnswer find(SchemaId id) {
        try {
            return inner.find(id);
        } catch (RegistryUnavailableException once) {
            return inner.find(id);
        }
    }

    @Override
    public String toString() {
        return "RetriedSchemas(" + inner + ")";
    }
}
