package io.eventbatcher.ingest.conversion;

import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/**
 * The types that a producer may write, and the table of conversions: each row is a type, with a cell for each kind of field. A union has no
 * row, because the branch of each value decides.
 */
@SuppressWarnings("ImmutableEnumChecker") // cells hold functions without a state
enum Written {
    NULL("null", Cell.ABSENT, Cell.ABSENT, Cell.ABSENT, Cell.ABSENT),
    BOOLEAN(
            "boolean",
            Cell.taken("`true` or `false`", in -> String.valueOf(in.readBoolean())),
            Cell.NO_TIME,
            Cell.taken("as it is", in -> in.readBoolean())),
    INT("int", Cell.taken("decimal digits", in -> String.valueOf(in.readInt())), Cell.TOO_SHORT, Cell.NO_FLAG),
    LONG(
            "long",
            Cell.taken("decimal digits", in -> String.valueOf(in.readLong())),
            Epoch.MILLIS.asTime("milliseconds since 1970-01-01 UTC"),
            Cell.NO_FLAG),
    FLOAT("float", Cell.taken(Digits.OF_FLOATING, Digits::ofFloat), Cell.NO_TIME, Cell.NO_FLAG),
    DOUBLE("double", Cell.taken(Digits.OF_FLOATING, Digits::ofDouble), Cell.NO_TIME, Cell.NO_FLAG),
    STRING(
            "string, whatever its logical type",
            Cell.taken("as it is, if it is valid UTF-8", (written, texts) -> texts),
            Cell.taken(IsoTime.WORDS, (written, texts) -> in -> IsoTime.of(texts.read(in))),
            Cell.taken("the text `true` or `false`", (written, texts) -> in -> flag(texts.read(in)))),
    BYTES(
            "bytes",
            Cell.taken("as text, if it is valid UTF-8", (written, texts) -> texts.ofBytes()),
            Cell.NO_TIME,
            Cell.NO_FLAG),
    FIXED("fixed", Cell.NO_TEXT, Cell.NO_TIME, Cell.NO_FLAG),
    ENUM(
            "enum",
            Cell.taken(
                    "its symbol",
                    (written, texts) -> in -> written.getEnumSymbols().get(in.readEnum())),
            Cell.NO_TIME,
            Cell.NO_FLAG),
    DECIMAL(
            "decimal",
            Cell.taken(Digits.OF_DECIMAL, (written, texts) -> Digits.ofDecimal(written)),
            Cell.NO_TIME,
            Cell.NO_FLAG),
    BIG_DECIMAL("big-decimal", Cell.taken(Digits.OF_DECIMAL, Digits::ofBigDecimal), Cell.NO_TIME, Cell.NO_FLAG),
    UUID(
            "fixed(16) with the logical type uuid",
            Cell.taken("as `01234567-89ab-cdef-0123-456789abcdef`", in -> Digits.ofUuid(in)),
            Cell.NO_TIME,
            Cell.NO_FLAG),
    DATE(
            "date",
            Epoch.DAYS.asText("the milliseconds of midnight UTC, in digits"),
            Epoch.DAYS.asTime("midnight UTC"),
            Cell.NO_FLAG),
    TIMESTAMP_MILLIS("timestamp-millis", Epoch.MILLIS.asText(), Epoch.MILLIS.asTime("as it is"), Cell.NO_FLAG),
    TIMESTAMP_MICROS("timestamp-micros", Epoch.MICROS.asText(), Epoch.MICROS.asTime(), Cell.NO_FLAG),
    TIMESTAMP_NANOS("timestamp-nanos", Epoch.NANOS.asText(), Epoch.NANOS.asTime(), Cell.NO_FLAG),
    LOCAL_TIMESTAMP(
            "local-timestamp-millis, local-timestamp-micros, local-timestamp-nanos",
            Cell.NO_ZONE,
            Cell.NO_ZONE,
            Cell.NO_FLAG),
    TIME_OF_DAY("time-millis, time-micros", Cell.NO_DATE, Cell.NO_DATE, Cell.NO_FLAG),
    DURATION("duration", Cell.NO_TEXT, Cell.NO_TIME, Cell.NO_FLAG),
    OTHER(
            "any other logical type of int, long, float, double, bytes or fixed",
            Cell.NO_MEANING,
            Cell.NO_MEANING,
            Cell.NO_MEANING),
    ARRAY("array", Cell.NO_TEXT, Cell.NO_TIME, Cell.NO_FLAG),
    MAP(
            "map",
            Cell.NO_TEXT,
            Cell.NO_TIME,
            Cell.NO_FLAG,
            Cell.taken(
                    "each value as text; without those that are null",
                    (written, texts) ->
                            new PropertiesReader(texts, reader(written.getValueType(), Wanted.TEXT, texts)))),
    RECORD("record", Cell.NO_TEXT, Cell.NO_TIME, Cell.NO_FLAG);

    private final String words;
    private final Cell text;
    private final Cell time;
    private final Cell flag;
    private final Cell properties;

    Written(String words, Cell text, Cell time, Cell flag) {
        this(words, text, time, flag, Cell.NO_MAP);
    }

    Written(String words, Cell text, Cell time, Cell flag, Cell properties) {
        this.words = words;
        this.text = text;
        this.time = time;
        this.flag = flag;
        this.properties = properties;
    }

    /** The row in the document. */
    String words() {
        return words;
    }

    Cell as(Wanted wanted) {
        return switch (wanted) {
            case TEXT -> text;
            case TIME -> time;
            case FLAG -> flag;
            case PROPERTIES -> properties;
        };
    }

    /** Reads values of a type, unions included, as a field wants them. */
    static ValueReader reader(Schema written, Wanted wanted, TextReader texts) {
        return written.getType() == Schema.Type.UNION
                ? UnionReader.of(written, branch -> reader(branch, wanted, texts))
                : of(written).as(wanted).reader(written, wanted, texts);
    }

    static Written of(Schema schema) {
        return switch (schema.getType()) {
            case NULL -> NULL;
            case BOOLEAN -> BOOLEAN;
            case STRING -> STRING;
            case ENUM -> ENUM;
            case ARRAY -> ARRAY;
            case MAP -> MAP;
            case RECORD -> RECORD;
            case INT -> Logical.name(schema) == null ? INT : ofLogicalType(schema);
            case LONG -> Logical.name(schema) == null ? LONG : ofLogicalType(schema);
            case FLOAT -> Logical.name(schema) == null ? FLOAT : ofLogicalType(schema);
            case DOUBLE -> Logical.name(schema) == null ? DOUBLE : ofLogicalType(schema);
            case BYTES -> Logical.name(schema) == null ? BYTES : ofLogicalType(schema);
            case FIXED -> Logical.name(schema) == null ? FIXED : ofLogicalType(schema);
            case UNION -> throw new IllegalArgumentException("a union has no row; its branches have");
        };
    }

    /** Avro ignores a logical type that it does not know or that does not go with its type; here the value then has no sure meaning. */
    private static Written ofLogicalType(Schema schema) {
        LogicalType known = Logical.type(schema);
        return switch (known == null ? "" : known.getName()) {
            case "decimal" -> known instanceof LogicalTypes.Decimal ? DECIMAL : OTHER;
            case "big-decimal" -> BIG_DECIMAL;
            case "uuid" -> schema.getType() == Schema.Type.FIXED ? UUID : OTHER;
            case "date" -> DATE;
            case "timestamp-millis" -> TIMESTAMP_MILLIS;
            case "timestamp-micros" -> TIMESTAMP_MICROS;
            case "timestamp-nanos" -> TIMESTAMP_NANOS;
            case "local-timestamp-millis", "local-timestamp-micros", "local-timestamp-nanos" -> LOCAL_TIMESTAMP;
            case "time-millis", "time-micros" -> TIME_OF_DAY;
            case "duration" -> DURATION;
            default -> OTHER;
        };
    }

    private static Boolean flag(String text) throws UnfitValueException {
        if (text.equals("true") || text.equals("false")) {
            return text.equals("true");
        }
        throw UnfitValueException.because("is a text other than true and false");
    }
}
