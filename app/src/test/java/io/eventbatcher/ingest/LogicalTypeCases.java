package io.eventbatcher.ingest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Conversions;
import org.apache.avro.LogicalType;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.Encoder;
import org.apache.avro.io.EncoderFactory;

/** Writers' schemas with logical types of all sorts at every field, and bytes of their values: sound, extreme, or mutated. */
final class LogicalTypeCases {
    private static final List<String> TYPES = List.of(
            "\"null\"",
            "\"boolean\"",
            "\"int\"",
            "\"long\"",
            "\"float\"",
            "\"double\"",
            "\"string\"",
            "\"string\"",
            "\"bytes\"",
            "{\"type\":\"fixed\",\"name\":\"F#\",\"size\":3}",
            "{\"type\":\"enum\",\"name\":\"E#\",\"symbols\":[\"A\",\"B\"]}",
            logical("bytes", "decimal\",\"precision\":30,\"scale\":4,\"x\":\""),
            logical("bytes", "decimal\",\"precision\":2000000000,\"scale\":1999999999,\"x\":\""),
            logical("bytes", "decimal"),
            logical("bytes", "big-decimal"),
            "{\"type\":\"fixed\",\"name\":\"D#\",\"size\":9,\"logicalType\":\"decimal\",\"precision\":20,\"scale\":2}",
            "{\"type\":\"fixed\",\"name\":\"U#\",\"size\":16,\"logicalType\":\"uuid\"}",
            "{\"type\":\"fixed\",\"name\":\"P#\",\"size\":12,\"logicalType\":\"duration\"}",
            logical("bytes", "uuid"),
            logical("int", "date"),
            logical("int", "time-millis"),
            logical("long", "time-micros"),
            logical("long", "timestamp-millis"),
            logical("long", "timestamp-micros"),
            logical("long", "timestamp-nanos"),
            logical("long", "local-timestamp-millis"),
            logical("long", "local-timestamp-micros"),
            logical("long", "local-timestamp-nanos"),
            logical("long", "timestamp-seconds"),
            logical("int", "timestamp-millis"),
            "{\"type\":\"array\",\"items\":\"string\"}",
            "{\"type\":\"record\",\"name\":\"R#\",\"fields\":[{\"name\":\"a\",\"type\":\"string\"}]}");

    private static final List<String> TEXTS = List.of(
            "",
            "a",
            "true",
            "pe1_a",
            "1",
            "2026-01-02T03:04:05Z",
            "+999999999-12-31T23:59:59.999999999-18:00",
            "-999999999-01-01",
            "a\uFFFDb",
            "\uD83D\uDE00\u0000");

    private final Random random;
    private int names;

    LogicalTypeCases(Random random) {
        this.random = random;
    }

    private static String logical(String type, String name) {
        return "{\"type\":\"" + type + "\",\"logicalType\":\"" + name + "\"}";
    }

    /** A schema with some fields of the record in any order, most of them of their own type, and a field that nobody reads. */
    Schema schema(String record, List<String> texts, List<String> times) {
        String fields = Stream.of(
                        texts.stream().map(name -> field(name, "\"string\"")),
                        times.stream()
                                .filter(name -> random.nextInt(3) == 0)
                                .map(name -> field(name, logical("long", "timestamp-millis"))),
                        Stream.of("properties", "customProperties", "unread").map(name -> field(name, map())))
                .flatMap(field -> field)
                .collect(Collectors.joining(","));
        Schema made = new Schema.Parser()
                .parse("{\"type\":\"record\",\"name\":\"" + record + "\",\"fields\":[" + fields + "]}");
        return random.nextInt(10) == 0 ? Schema.createUnion(Schema.create(Schema.Type.NULL), made) : made;
    }

    private String field(String name, String usual) {
        return "{\"name\":\"" + name + "\",\"type\":" + (random.nextInt(6) == 0 ? type() : usual) + "}";
    }

    private String map() {
        return "{\"type\":\"map\",\"values\":" + type() + "}";
    }

    private String type() {
        return switch (random.nextInt(8)) {
            case 0 -> "[\"null\"," + single(TYPES.subList(1, TYPES.size())) + "]";
            case 1 -> "[" + single(TYPES.subList(19, 22)) + ",\"string\",\"null\"]";
            default -> single(TYPES);
        };
    }

    private String single(List<String> types) {
        return types.get(random.nextInt(types.size())).replace("#", String.valueOf(names++));
    }

    /** Bytes that fit the schema; in every third case some bytes are changed afterwards. */
    byte[] value(Schema schema) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
            write(schema, encoder);
            encoder.flush();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        byte[] value = bytes.toByteArray();
        if (value.length > 0 && random.nextInt(3) == 0) {
            for (int flips = random.nextInt(3); flips >= 0; flips--) {
                value[random.nextInt(value.length)] = (byte) random.nextInt();
            }
        }
        return value;
    }

    private void write(Schema schema, Encoder out) throws IOException {
        switch (schema.getType()) {
            case NULL -> out.writeNull();
            case BOOLEAN -> out.writeBoolean(random.nextBoolean());
            case INT -> out.writeInt(random.nextInt() >> random.nextInt(32));
            case LONG -> out.writeLong(random.nextLong() >> random.nextInt(64));
            case FLOAT -> out.writeFloat(Float.intBitsToFloat(random.nextInt()));
            case DOUBLE ->
                out.writeDouble(
                        random.nextInt(5) == 0
                                ? Double.NaN
                                : random.nextBoolean()
                                        ? Double.longBitsToDouble(random.nextLong())
                                        : random.nextInt(9));
            case STRING -> out.writeBytes(text());
            case BYTES -> out.writeBytes(bytes(schema));
            case FIXED -> out.writeFixed(noise(schema.getFixedSize()));
            case ENUM -> out.writeEnum(random.nextInt(2));
            case UNION -> {
                int branch = random.nextInt(schema.getTypes().size());
                out.writeIndex(branch);
                write(schema.getTypes().get(branch), out);
            }
            case ARRAY, MAP -> writeItems(schema, out);
            case RECORD -> {
                for (Schema.Field field : schema.getFields()) {
                    if (field.name().equals("eventName") && field.schema().getType() == Schema.Type.STRING) {
                        out.writeString(random.nextInt(20) == 0 ? "purchase" : "pe1_a");
                    } else {
                        write(field.schema(), out);
                    }
                }
            }
        }
    }

    private void writeItems(Schema schema, Encoder out) throws IOException {
        int items = random.nextInt(4);
        out.writeMapStart();
        out.setItemCount(items);
        for (int i = 0; i < items; i++) {
            out.startItem();
            if (schema.getType() == Schema.Type.MAP) {
                out.writeBytes(random.nextInt(20) == 0 ? text() : ("p" + i).getBytes(StandardCharsets.UTF_8));
                write(schema.getValueType(), out);
            } else {
                write(schema.getElementType(), out);
            }
        }
        out.writeMapEnd();
    }

    private byte[] text() {
        return random.nextInt(30) == 0
                ? noise(random.nextInt(20))
                : TEXTS.get(random.nextInt(TEXTS.size())).getBytes(StandardCharsets.UTF_8);
    }

    private byte[] bytes(Schema schema) {
        LogicalType logical = schema.getLogicalType();
        if (logical == null) {
            return text();
        }
        if (logical.getName().equals("big-decimal") && random.nextInt(4) > 0) {
            int scale = random.nextInt() >> random.nextInt(32);
            ByteBuffer made = new Conversions.BigDecimalConversion()
                    .toBytes(new BigDecimal(new BigInteger(40, random), scale), schema, logical);
            byte[] bytes = new byte[made.remaining()];
            made.get(bytes);
            return bytes;
        }
        return noise(random.nextInt(30) == 0 ? 5_000 : random.nextInt(12));
    }

    private byte[] noise(int length) {
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        return noise;
    }
}
