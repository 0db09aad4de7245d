package io.eventbatcher.config.table;

import java.util.regex.Pattern;

/**
 * Texts of a form.
 *
 * @param kind the kind of text, for people
 * @param form matches the whole text
 * @param rule the form in words
 */
public record Text(String kind, Pattern form, String rule) implements Type<String> {
    /** Names of Kafka topics, short enough for a suffix. */
    public static final Text TOPIC = of(
            "topic",
            "[A-Za-z0-9._-]{1,200}",
            "a name of a topic has letters, digits, dots, underscores and hyphens, at most 200 of them");

    public static Text of(String kind, String form, String rule) {
        return new Text(kind, Pattern.compile(form), rule);
    }

    /** Paths of URLs. */
    public static Text path(String remark) {
        return of("path", "/[^?#\\s]*", "a path starts with a slash and has no '?' or '#'" + remark);
    }

    @Override
    public String parse(String text) {
        if (!form.matcher(text).matches()) {
            throw new InvalidValueException("'" + text + "' cannot be taken; " + rule);
        }
        return text;
    }
}
