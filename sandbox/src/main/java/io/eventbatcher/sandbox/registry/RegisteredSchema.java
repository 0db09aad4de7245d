package io.eventbatcher.sandbox.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.UUID;
import org.apache.avro.Schema;

/** One schema, whatever the number of subjects it stands under. */
record RegisteredSchema(int id, Schema schema) {

    /** The schema as Avro writes it: without the white space, with everything that has a meaning. */
    String text() {
        return schema.toString();
    }

    /** Identifies the schema in any registry; newer clients put it into a header instead of the id. */
    UUID guid() {
        return UUID.nameUUIDFromBytes(text().getBytes(UTF_8));
    }
}
