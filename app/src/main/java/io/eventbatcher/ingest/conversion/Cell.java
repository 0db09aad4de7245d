package io.eventbatcher.ingest.conversion;

import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A cell of the table: a conversion, or a refusal.
 *
 * @param words the conversion's result, or the reason of the refusal, as the document says it
 * @param maker null for a refusal
 */
record Cell(String words, @Nullable Maker maker) {
    private static final String HINT = "write timestamp-millis, or ISO 8601 as a string";

    /** For values that are no time at all. */
    static final Cell NO_TIME = refused(HINT);

    static final Cell TOO_SHORT = refused("an int is too short for milliseconds since 1970; " + HINT);
    static final Cell NO_ZONE = refused("a local time names no point in time without its zone; " + HINT);
    static final Cell NO_DATE = refused("a time of day names no point in time without its date; " + HINT);
    static final Cell NO_FLAG = refused("write a boolean");
    static final Cell NO_TEXT = refused("write a string");
    static final Cell NO_MEANING = refused("the logical type is not known here, or does not go with its type");
    static final Cell NO_MAP = refused("write a map of names and values");

    /** The absent value, of any kind. */
    static final Cell ABSENT = taken("absent; refused where the field is required", (written, texts) -> in -> {
        in.readNull();
        return null;
    });

    /** Makes the reader of a conversion. */
    @FunctionalInterface
    interface Maker {
        /** @param texts reads texts, shared by all fields of a record */
        ValueReader reader(Schema written, TextReader texts);
    }

    static Cell taken(String words, Maker maker) {
        return new Cell(words, maker);
    }

    /** A conversion that depends on no detail of the schema. */
    static Cell taken(String words, ValueReader reader) {
        return new Cell(words, (written, texts) -> reader);
    }

    static Cell refused(String why) {
        return new Cell(why, null);
    }

    /** The cell in the document. */
    String documented() {
        return maker == null ? "refused: " + words : words;
    }

    ValueReader reader(Schema written, Wanted wanted, TextReader texts) {
        return maker == null
                ? refusal("is written as " + Logical.described(written) + ", but " + wanted + " is wanted: " + words)
                : maker.reader(written, texts);
    }

    private static ValueReader refusal(String finding) {
        return in -> {
            throw UnfitValueException.because(finding);
        };
    }
}
