package io.eventbatcher.config;

/** What values a key may have, and how they are written. */
interface Type<T> {
    /**
     * The value that this text stands for.
     *
     * @throws WrongValueException when it stands for none, or for one out of bounds
     */
    T parse(String text);

    /** The same, for those to whom it matters where the text is from. */
    default T parse(Given given) {
        return parse(given.text());
    }

    /** The text that {@link #parse(String)} reads back; stars for a secret. */
    String text(T value);

    /** The kind of value with its unit, for people: {@code whole number, bytes}. */
    String kind();

    /** The bounds for people: {@code 1 – 64}; empty when there are none. */
    String bounds();

    /** Whether values must not be shown, nor stand in the configuration file. */
    default boolean secret() {
        return false;
    }

    /** Whether several values, as a YAML list or separated by commas, are one. */
    default boolean list() {
        return false;
    }
}
