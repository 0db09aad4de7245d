package io.eventbatcher.ingest.registry;

/** A schema registry behind the network. */
@FunctionalInterface
interface Registry {
    /** Asks for the schema of an id. Blocks up to the time limit; never throws. */
    SchemaAnswer ask(SchemaId id);
}
