package io.eventbatcher.config;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The types of keys that say what HubSpot's answers mean. */
final class AnswerTypes {
    private AnswerTypes() {}

    /** A regular expression that matches something, kept as text because compiled ones cannot be compared. */
    record Expression() implements Type<String> {
        private static final int LONGEST = 500;

        @Override
        public String parse(String text) {
            if (text.isBlank() || text.length() > LONGEST) {
                throw new WrongValueException("write a regular expression of 1 to " + LONGEST + " characters");
            }
            try {
                if (Pattern.compile(text).matcher("").find()) {
                    throw new WrongValueException(
                            "'" + text
                                    + "' matches an empty text, so it would match every message; make it say what it looks for");
                }
            } catch (PatternSyntaxException wrong) {
                throw new WrongValueException("'" + text + "' is no regular expression of Java's: "
                        + wrong.getDescription() + " at " + wrong.getIndex());
            }
            return text;
        }

        @Override
        public String text(String value) {
            return value;
        }

        @Override
        public String kind() {
            return "regular expression";
        }

        @Override
        public String bounds() {
            return "";
        }
    }

    record Zone() implements Type<ZoneId> {
        @Override
        public ZoneId parse(String text) {
            try {
                return ZoneId.of(text);
            } catch (DateTimeException unknown) {
                throw new WrongValueException("'" + text
                        + "' is no time zone; write a region such as Europe/Berlin, UTC, or an offset such as +02:00");
            }
        }

        @Override
        public String text(ZoneId value) {
            return value.getId();
        }

        @Override
        public String kind() {
            return "time zone";
        }

        @Override
        public String bounds() {
            return "";
        }
    }
}
