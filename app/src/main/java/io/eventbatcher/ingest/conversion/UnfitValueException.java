package io.eventbatcher.ingest.conversion;

import java.io.IOException;

/**
 * A sound value that has no meaning for its field. The sentence grows from the value outwards, and the place of the value is inserted last.
 * An exception, because Avro's decoders and encoders stand between the value and the record; without a stack trace, because one is thrown
 * for each bad record.
 */
public final class UnfitValueException extends IOException {
    private static final long serialVersionUID = 1L;
    private final String before;
    private final String after;

    private UnfitValueException(String before, String after) {
        super(before + after);
        this.before = before;
        this.after = after;
    }

    /** @param finding what is wrong with the value, to be read after the value's place */
    public static UnfitValueException because(String finding) {
        return new UnfitValueException("", " " + finding + ".");
    }

    /** @param sentence complete, because the fault has no place */
    public static UnfitValueException sentence(String sentence) {
        return new UnfitValueException("", sentence);
    }

    @Override
    public String getMessage() {
        return before + after;
    }

    UnfitValueException inProperty(String quotedName) {
        return new UnfitValueException(before, " " + quotedName + after);
    }

    UnfitValueException inName() {
        return new UnfitValueException("A name in ", after);
    }

    /** The complete sentence. */
    public UnfitValueException in(String field) {
        return sentence(before + field + after);
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
