package io.eventbatcher.ingest.avro;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import org.apache.avro.Conversions;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.util.Utf8;
import org.jspecify.annotations.Nullable;

/** Texts of people as scalars of a schema: numbers, times by their logical types, bytes in Base64, and all else as it is. */
final class FieldText {
    private static final String TIMESTAMP_MILLIS = "timestamp-millis";
    private static final String TIMESTAMP_MICROS = "timestamp-micros";

    private FieldText() {}

    /** @throws IllegalArgumentException or another exception of parsing if the schema has no value for the text */
    static Object parsed(String text, Schema schema) {
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
            default -> throw new IllegalArgumentException(schema.getType() + " is no scalar");
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
