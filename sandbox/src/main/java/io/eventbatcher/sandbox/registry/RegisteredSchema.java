package io.eventbatcher.sandbox.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.UUID;
import org.apache.avro.Schema;

/** A schema, registered under any number of subjects. */
record RegisteredSchema(int id, Schema schema) {

    /** The schema as written by Avro, without white space. */
    String text() {
        return schema.toString();
    }

    /** Identifies the schema in any registry; newer clients send the guid in a header instead of the id. */
    UUID guid() {
        return UUID.nameUUIDFromBytes(text().getBytes(UTF_8));
    }
}
