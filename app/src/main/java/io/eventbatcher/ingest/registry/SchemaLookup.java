package io.eventbatcher.ingest.registry;

/** Finds the schema of an id at once; {@link SchemaAnswer.NoAnswer} for a schema that is not known yet. Safe for several threads. */
@FunctionalInterface
public interface SchemaLookup {
    /** Never blocks, never throws. */
    SchemaAnswer find(SchemaId id);
}
