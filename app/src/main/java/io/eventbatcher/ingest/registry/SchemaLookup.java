package io.eventbatcher.ingest.registry;

/** Finds the schema that an id names. Implementations are safe for use by several threads. */
@FunctionalInterface
public interface SchemaLookup {
    /**
     * What the registry says of this id.
     *
     * @throws RegistryUnavailableException when it gives no answer that could be trusted: nothing is known of the id then
     */
    SchemaAnswer find(SchemaId id);
}
