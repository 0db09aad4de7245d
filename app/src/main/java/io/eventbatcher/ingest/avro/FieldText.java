package io.eventbatcher.ingest.avro;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Conversions;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.util.Utf8;
import org.jspecify.annotations.Nullable;

/** Texts of people as values of a schema: numbers, times by their logical types, bytes in Base64, and all else as it is. */
final class FieldText {
    private static final String TIMESTAMP_MILLIS = "timestamp-millis";
    private static final String TIMESTAMP_MICROS = "timestamp-micros";

    private FieldText() {}

    static boolean takesNull(Schema schema) {
        return schema.getType() == Schema.Type.NULL
                || (schema.isUnion() && schema.getTypes().stream().anyMatch(FieldText::takesNull));
    }

    /** The schema of the values of a map, also of one within a union. */
    static Schema ofMap(Schema schema) {
        List<Schema> branches = schema.isUnion() ? schema.getTypes() : List.of(schema);
        return branches.stream()
                .filter(branch -> branch.getType() == Schema.Type.MAP)
                .findFirst()
                .orElseThrow()
                .getValueType();
    }

    /** @throws UnfitTextException if the schema has no value for the text */
    static @Nullable Object parsed(String path, Optional<String> text, Schema schema) {
        if (text.isEmpty()) {
            if (takesNull(schema)) {
                return null;
            }
            throw new UnfitTextException(path, "it may not be null");
        }
        List<Schema> branches = schema.isUnion() ? schema.getTypes() : List.of(schema);
        for (int strings = 0; strings < 2; strings++) {
            // a text that is a number fits a number first
            for (Schema branch : branches) {
                if ((branch.getType() == Schema.Type.STRING) == (strings == 1)
                        && branch.getType() != Schema.Type.NULL) {
                    try {
                        return scalar(text.get(), branch);
                    } catch (IllegalArgumentException | DateTimeException | ArithmeticException unfit) {
                        // perhaps the next branch takes the text
                    }
                }
            }
        }
        throw new UnfitTextException(path, "'" + text.get() + "' is no " + named(branches));
    }

    private static String named(List<Schema> branches) {
        return String.join(
                " or ",
                branches.stream()
                        .filter(branch -> branch.getType() != Schema.Type.NULL)
                        .map(branch -> branch.getLogicalType() == null
                                ? branch.getType().getName()
                                : branch.getLogicalType().getName())
                        .toList());
    }

    private static Object scalar(String text, Schema schema) {
        LogicalType logical = schema.getLogicalType();
        return switch (schema.getType()) {
            case STRING -> new Utf8(text);
            case INT ->
                logical != null && logical.getName().equals("date") && text.contains("-")
                        ? (Object) Math.toIntExact(LocalDate.parse(text).toEpochDay())
                        : (Object) Integer.valueOf(text);
            case LONG -> number(text, logical);
            case FLOAT -> Float.valueOf(text);
            case DOUBLE -> Double.valueOf(text);
            case BOOLEAN -> flag(text);
            case ENUM -> symbol(text, schema);
            case BYTES ->
                logical instanceof LogicalTypes.Decimal decimal
                        ? new Conversions.DecimalConversion()
                                .toBytes(new BigDecimal(text).setScale(decimal.getScale()), schema, logical)
                        : ByteBuffer.wrap(Base64.getDecoder().decode(text));
            case FIXED ->
                logical instanceof LogicalTypes.Decimal decimal
                        ? new Conversions.DecimalConversion()
                                .toFixed(new BigDecimal(text).setScale(decimal.getScale()), schema, logical)
                        : new GenericData.Fixed(schema, Base64.getDecoder().decode(text));
            default -> throw new IllegalArgumentException("a whole " + schema.getType() + " cannot be set");
        };
    }

    private static Object number(String text, @Nullable LogicalType logical) {
        if (logical == null || !text.contains("-") || text.startsWith("-")) {
            return Long.valueOf(text);
        }
        return switch (logical.getName()) {
            case TIMESTAMP_MILLIS -> Instant.parse(text).toEpochMilli();
            case TIMESTAMP_MICROS -> ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(text));
            default -> Long.valueOf(text);
        };
    }

    private static Object flag(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException(text);
        }
        return Boolean.valueOf(text);
    }

    private static Object symbol(String text, Schema schema) {
        if (!schema.hasEnumSymbol(text)) {
            throw new IllegalArgumentException(text);
        }
        return new GenericData.EnumSymbol(schema, text);
    }
}
