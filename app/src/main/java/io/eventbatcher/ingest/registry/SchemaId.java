package io.eventbatcher.ingest.registry;

import java.util.List;
import java.util.UUID;

/** A record's name for its writer's schema. */
public sealed interface SchemaId {
    /** The segments of the schema's path below the registry's base URL. */
    List<String> path();

    /** The four-byte id in front of the value. */
    record Id(int id) implements SchemaId {
        @Override
        public List<String> path() {
            return List.of("schemas", "ids", Integer.toString(id));
        }

        @Override
        public String toString() {
            return "schema id " + id;
        }
    }

    /** The 16-byte GUID in the header {@code __value_schema_id}. */
    record Guid(UUID guid) implements SchemaId {
        @Override
        public List<String> path() {
            return List.of("schemas", "guids", guid.toString());
        }

        @Override
        public String toString() {
            return "schema GUID " + guid;
        }
    }
}
