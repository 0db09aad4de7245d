package io.eventbatcher.ingest.registry;

import java.util.UUID;

/** How a record names its writer's schema. */
public sealed interface SchemaId {
    /** The path of the schema below the registry's base URL. */
    String path();

    /** The four-byte id in front of the value. */
    record Id(int id) implements SchemaId {
        @Override
        public String path() {
            return "schemas/ids/" + id;
        }

        @Override
        public String toString() {
            return "schema id " + id;
        }
    }

    /** The 16-byte GUID in the header {@code __value_schema_id}. */
    record Guid(UUID guid) implements SchemaId {
        @Override
        public String path() {
            return "schemas/guids/" + guid;
        }

        @Override
        public String toString() {
            return "schema GUID " + guid;
        }
    }
}
