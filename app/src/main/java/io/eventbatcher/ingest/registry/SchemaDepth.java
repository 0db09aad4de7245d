package io.eventbatcher.ingest.registry;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;

/**
 * A limit on the depth to which the types of a schema contain each other. All that reads by a schema goes down that depth, on stacks of an
 * unknown size; a text of one level may still define a long chain of types, each by the name of the next.
 */
final class SchemaDepth {
    /** Several times the depth of schemas that people write. */
    static final int MOST = 100;

    private final Map<String, Integer> heights = new HashMap<>();

    private SchemaDepth() {}

    /** False for a schema that is deeper than {@link #MOST}; a type within itself counts once. */
    static boolean isBearable(Schema schema) {
        return new SchemaDepth().height(schema, 0) <= MOST;
    }

    /** The height of the schema; more than {@link #MOST} once the limit is passed. */
    private int height(Schema schema, int above) {
        List<Schema> parts = parts(schema);
        if (above >= MOST) {
            return MOST + 1;
        }
        if (schema.getType() == Schema.Type.RECORD) {
            Integer known = heights.putIfAbsent(schema.getFullName(), 0);
            if (known != null) {
                return above + known > MOST ? MOST + 1 : known;
            }
        }
        int highest = 0;
        for (Schema part : parts) {
            highest = Math.max(highest, height(part, above + 1));
            if (above + highest >= MOST) {
                return MOST + 1;
            }
        }
        if (schema.getType() == Schema.Type.RECORD) {
            heights.put(schema.getFullName(), highest + 1);
        }
        return highest + 1;
    }

    private static List<Schema> parts(Schema schema) {
        return switch (schema.getType()) {
            case ARRAY -> List.of(schema.getElementType());
            case MAP -> List.of(schema.getValueType());
            case UNION -> schema.getTypes();
            case RECORD -> schema.getFields().stream().map(Schema.Field::schema).toList();
            case NULL, BOOLEAN, INT, LONG, FLOAT, DOUBLE, BYTES, STRING, ENUM, FIXED -> List.of();
        };
    }
}
