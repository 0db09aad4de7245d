package io.eventbatcher.ingest.avro;

import java.util.HashSet;
import java.util.Set;
import org.apache.avro.Schema;

/** Checks writers' schemas. */
final class WriterSchemas {
    private WriterSchemas() {}

    /**
     * Tests whether a schema has an array whose items take no bytes, such as nulls. A record's bytes do not bound the number of items,
     * so a value of twenty bytes could keep a thread busy without end.
     */
    static boolean hasUnboundedArray(Schema schema) {
        return hasUnboundedArray(schema, new HashSet<>());
    }

    private static boolean hasUnboundedArray(Schema schema, Set<String> seen) {
        return switch (schema.getType()) {
            case ARRAY ->
                takesNoBytes(schema.getElementType(), new HashSet<>())
                        || hasUnboundedArray(schema.getElementType(), seen);
            case MAP -> hasUnboundedArray(schema.getValueType(), seen);
            case UNION -> schema.getTypes().stream().anyMatch(type -> hasUnboundedArray(type, seen));
            case RECORD ->
                seen.add(schema.getFullName())
                        && schema.getFields().stream().anyMatch(field -> hasUnboundedArray(field.schema(), seen));
            case NULL, BOOLEAN, INT, LONG, FLOAT, DOUBLE, BYTES, STRING, ENUM, FIXED -> false;
        };
    }

    /** A record within itself ends in a union, an array or a map, which take a byte; the inner record adds nothing. */
    private static boolean takesNoBytes(Schema schema, Set<String> seen) {
        return switch (schema.getType()) {
            case NULL -> true;
            case FIXED -> schema.getFixedSize() == 0;
            case RECORD ->
                !seen.add(schema.getFullName())
                        || schema.getFields().stream().allMatch(field -> takesNoBytes(field.schema(), seen));
            case BOOLEAN, INT, LONG, FLOAT, DOUBLE, BYTES, STRING, ENUM, ARRAY, MAP, UNION -> false;
        };
    }
}
