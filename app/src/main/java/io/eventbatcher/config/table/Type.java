package io.eventbatcher.config.table;

/** The values of a key, and their texts. */
public interface Type<T> {
    /**
     * The value of a text.
     *
     * @throws InvalidValueException when the text stands for no value, or for a value out of bounds
     */
    T parse(String text);

    /** Like {@link #parse(String)}, for types whose values remember their file. */
    default T parse(Given given) {
        return parse(given.text());
    }

    /** The text for {@link #parse(String)}; stars for a secret. */
    default String text(T value) {
        return value.toString();
    }

    /**
     * Holds a value made in code to the bounds for texts.
     *
     * @throws InvalidValueException when no text stands for the value
     */
    default void check(T value) {
        parse(text(value));
    }

    /** The kind of value with its unit, for people: {@code whole number, bytes}. */
    String kind();

    /** The bounds for people: {@code 1 – 64}; empty without bounds. */
    default String bounds() {
        return "";
    }

    /** True when values must not be shown, nor stand in the configuration file. */
    default boolean secret() {
        return false;
    }

    /** True when a YAML list, or texts separated by commas, make one value. */
    default boolean list() {
        return false;
    }
}
