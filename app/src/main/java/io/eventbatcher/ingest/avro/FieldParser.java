package io.eventbatcher.ingest.avro;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.util.Utf8;
import org.jspecify.annotations.Nullable;

/** Texts of people as values of a field: scalars as they are; lists, maps and records as JSON. */
final class FieldParser {
    private static final Set<Schema.Type> OF_JSON = Set.of(Schema.Type.ARRAY, Schema.Type.MAP, Schema.Type.RECORD);

    private final Function<String, @Nullable Object> json;

    /** @param json reads JSON into lists, maps, texts, numbers, booleans and nulls */
    FieldParser(Function<String, @Nullable Object> json) {
        this.json = json;
    }

    static boolean takesNull(Schema schema) {
        return branches(schema).anyMatch(branch -> branch.getType() == Schema.Type.NULL);
    }

    /** The branch of the type, or the schema itself; empty for none. */
    static Optional<Schema> branch(Schema schema, Schema.Type type) {
        return branches(schema).filter(branch -> branch.getType() == type).findFirst();
    }

    /** @throws UnfitTextException if the schema has no value for the text */
    @Nullable
    Object parsed(String path, Optional<String> text, Schema schema) {
        if (text.isEmpty()) {
            if (takesNull(schema)) {
                return null;
            }
            throw new UnfitTextException(path, "it may not be null");
        }
        try {
            // a text that is a number fits a number first
            return first(
                    schema,
                    false,
                    branch -> OF_JSON.contains(branch.getType())
                            ? whole(json.apply(text.get()), branch)
                            : FieldText.parsed(text.get(), branch));
        } catch (IllegalArgumentException unfit) {
            throw new UnfitTextException(path, "'" + text.get() + "' is no " + named(schema));
        }
    }

    /** The value of the first branch that has one. */
    private static Object first(Schema schema, boolean stringsFirst, Function<Schema, Object> value) {
        List<Schema> branches = branches(schema)
                .filter(branch -> branch.getType() != Schema.Type.NULL)
                .sorted(Comparator.comparing(branch -> (branch.getType() == Schema.Type.STRING) != stringsFirst))
                .toList();
        for (Schema branch : branches) {
            try {
                return value.apply(branch);
            } catch (IllegalArgumentException | DateTimeException | ArithmeticException unfit) {
                // perhaps the next branch has a value
            }
        }
        throw new IllegalArgumentException("none of " + branches);
    }

    private @Nullable Object item(@Nullable Object part, Schema schema) {
        if (part == null && takesNull(schema)) {
            return null;
        }
        return first(
                schema,
                part instanceof String,
                branch -> OF_JSON.contains(branch.getType()) ? whole(part, branch) : scalar(part, branch));
    }

    private static Object scalar(@Nullable Object part, Schema branch) {
        if (part == null || part instanceof List || part instanceof Map) {
            throw new IllegalArgumentException(part + " is no " + branch.getType());
        }
        return FieldText.parsed(
                part instanceof BigDecimal number ? number.toPlainString() : String.valueOf(part), branch);
    }

    private Object whole(@Nullable Object part, Schema schema) {
        if (part instanceof List<?> list && schema.getType() == Schema.Type.ARRAY) {
            List<@Nullable Object> items = new ArrayList<>();
            list.forEach(each -> items.add(item(each, schema.getElementType())));
            return items;
        } else if (part instanceof Map<?, ?> map && schema.getType() == Schema.Type.MAP) {
            Map<Object, @Nullable Object> entries = new LinkedHashMap<>();
            map.forEach((key, each) -> entries.put(new Utf8(String.valueOf(key)), item(each, schema.getValueType())));
            return entries;
        } else if (part instanceof Map<?, ?> map && schema.getType() == Schema.Type.RECORD) {
            return record(map, schema);
        }
        throw new IllegalArgumentException(part + " is no " + schema.getType());
    }

    private Object record(Map<?, ?> parts, Schema schema) {
        if (parts.keySet().stream().anyMatch(name -> schema.getField(String.valueOf(name)) == null)) {
            throw new IllegalArgumentException(schema.getName() + " has no such field");
        }
        GenericData.Record record = new GenericData.Record(schema);
        for (Schema.Field field : schema.getFields()) {
            if (parts.containsKey(field.name()) || !field.hasDefaultValue()) {
                record.put(field.pos(), item(parts.get(field.name()), field.schema()));
            } else {
                record.put(field.pos(), GenericData.get().getDefaultValue(field));
            }
        }
        return record;
    }

    private static Stream<Schema> branches(Schema schema) {
        return schema.isUnion() ? schema.getTypes().stream() : Stream.of(schema);
    }

    private static String named(Schema schema) {
        return branches(schema)
                .filter(branch -> branch.getType() != Schema.Type.NULL)
                .map(branch -> branch.getLogicalType() != null
                        ? branch.getLogicalType().getName()
                        : branch.getType().getName() + (OF_JSON.contains(branch.getType()) ? " in JSON" : ""))
                .collect(Collectors.joining(" or "));
    }
}
