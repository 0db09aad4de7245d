package io.eventbatcher.ingest.registry;

/** Finds the schema that an id names, at once: what is not known yet is {@link SchemaAnswer.NoAnswer}. Safe for several threads. */
@FunctionalInterface
public interface SchemaLookup {
    /** What is known of this id now. Never blocks, never throws. */
    SchemaAnswer find(SchemaId id);
}
