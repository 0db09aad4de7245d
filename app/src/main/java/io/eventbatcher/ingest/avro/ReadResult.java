package io.eventbatcher.ingest.avro;

import io.eventbatcher.deadletter.Reason;
import java.util.function.BiFunction;
import java.util.function.Function;

/** A value from a record's bytes, or the reason of a failure. */
public sealed interface ReadResult<T> {
    <R> R fold(Function<T, R> success, BiFunction<Reason, String, R> unreadable, Function<String, R> undecided);

    /** The result of the next step, which a failure skips. */
    default <R> ReadResult<R> then(Function<T, ReadResult<R>> next) {
        return fold(next, Unreadable::new, Undecided::new);
    }

    static <T> ReadResult<T> undecodable(String finding) {
        return new Unreadable<>(Reason.UNDECODABLE, finding);
    }

    /** @param schema the schema's name in messages */
    static <T> ReadResult<T> unknownSchema(String schema) {
        return unknownSchema(schema, "");
    }

    /**
     * The same.
     *
     * @param schema the schema's name in messages
     * @param hint a sentence about the likely cause; empty for the usual one
     */
    static <T> ReadResult<T> unknownSchema(String schema, String hint) {
        return new Unreadable<>(
                Reason.UNKNOWN_SCHEMA,
                "The registry says that " + schema + " does not exist. "
                        + (hint.isEmpty()
                                ? "Was the record produced against another registry? One in a schema context needs"
                                        + " registry.url to end in /contexts/.NAME."
                                : hint));
    }

    record Success<T>(T value) implements ReadResult<T> {
        @Override
        public <R> R fold(
                Function<T, R> success, BiFunction<Reason, String, R> unreadable, Function<String, R> undecided) {
            return success.apply(value);
        }
    }

    /**
     * Bytes that will never be readable.
     *
     * @param finding a sentence, without payload
     */
    record Unreadable<T>(Reason reason, String finding) implements ReadResult<T> {
        @Override
        public <R> R fold(
                Function<T, R> success, BiFunction<Reason, String, R> unreadable, Function<String, R> undecided) {
            return unreadable.apply(reason, finding);
        }
    }

    /**
     * Bytes that must be read again later.
     *
     * @param why a sentence
     */
    record Undecided<T>(String why) implements ReadResult<T> {
        @Override
        public <R> R fold(
                Function<T, R> success, BiFunction<Reason, String, R> unreadable, Function<String, R> undecided) {
            return undecided.apply(why);
        }
    }
}
