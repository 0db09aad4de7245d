package io.eventbatcher.ingest.conversion;

import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** Logical types of schemas. */
final class Logical {
    /** Debezium names its numbers here instead of a logical type; only its Timestamp counts as a long does. */
    private static final String CONNECT_NAME = "connect.name";

    private static final String DEBEZIUM = "io.debezium.time.";
    private static final String DEBEZIUM_MILLIS = DEBEZIUM + "Timestamp";

    private Logical() {}

    /** The logical type; null if Avro does not know it, or if it does not go with its type. */
    static @Nullable LogicalType type(Schema schema) {
        LogicalType known = schema.getLogicalType();
        return known == null ? LogicalTypes.fromSchemaIgnoreInvalid(schema) : known;
    }

    /** The name of the logical type, known or not; null without one. */
    static @Nullable String name(Schema schema) {
        LogicalType known = schema.getLogicalType();
        String name = known == null ? schema.getProp(LogicalType.LOGICAL_TYPE_PROP) : known.getName();
        if (name != null) {
            return name;
        }
        String connect = schema.getProp(CONNECT_NAME);
        return connect != null && connect.startsWith(DEBEZIUM) && !connect.equals(DEBEZIUM_MILLIS) ? connect : null;
    }

    /** The written type in messages. */
    static String described(Schema schema) {
        String type = schema.getType().getName();
        String name = name(schema);
        return name == null ? type : Shown.text(name) + " (" + type + ")";
    }
}
