package io.eventbatcher.ingest.registry;

/** A schema registry that is asked over the network. */
@FunctionalInterface
interface Registry {
    /** What the registry says of this id. Blocks for as long as its time limit allows; never throws. */
    SchemaAnswer ask(SchemaId id);
}
