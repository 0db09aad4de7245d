package io.eventbatcher.config.table;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Regular expressions that match no empty text, kept uncompiled for comparison. */
public record Expression() implements Type<String> {
    private static final int LONGEST = 500;

    @Override
    public String parse(String text) {
        if (text.isBlank() || text.length() > LONGEST) {
            throw new InvalidValueException("write a regular expression of 1 to " + LONGEST + " characters");
        }
        try {
            if (Pattern.compile(text).matcher("").find()) {
                throw new InvalidValueException("'" + text
                        + "' matches an empty text, so it would match every message; make it say what it looks for");
            }
        } catch (PatternSyntaxException wrong) {
            throw new InvalidValueException("'" + text + "' is no regular expression of Java's: "
                    + wrong.getDescription() + " at " + wrong.getIndex());
        }
        return text;
    }

    @Override
    public String kind() {
        return "regular expression";
    }
}
