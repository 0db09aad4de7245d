package io.eventbatcher.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The types that keys have. */
final class Types {
    private Types() {}

    /** A choice between values, written in lower case with hyphens. */
    @SafeVarargs
    static <E extends Enum<E>> Type<E> choice(E... values) {
        Map<String, E> labels = new LinkedHashMap<>();
        for (E value : values) {
            labels.put(value.name().toLowerCase(Locale.ROOT).replace('_', '-'), value);
        }
        return new Choice<>(labels);
    }

    /** @param unit what is counted, for the documentation */
    record Whole(int least, int most, String unit) implements Type<Integer> {
        private static final Pattern DIGITS = Pattern.compile("[+-]?\\d(_?\\d){0,17}");

        @Override
        public Integer parse(String text) {
            if (!DIGITS.matcher(text).matches()) {
                throw new WrongValueException("'" + text + "' is no whole number; allowed are " + allowed());
            }
            long value = Long.parseLong(text.replace("_", ""));
            if (value < least || value > most) {
                throw new WrongValueException(text + " is out of range; allowed are " + allowed());
            }
            return (int) value;
        }

        private String allowed() {
            return least == most ? "only " + least : least + " to " + most;
        }

        @Override
        public String text(Integer value) {
            return value.toString();
        }

        @Override
        public String kind() {
            return "whole number, " + unit;
        }

        @Override
        public String bounds() {
            return least == most
                    ? String.valueOf(least)
                    : String.format(Locale.ROOT, "%,d", least) + " – " + String.format(Locale.ROOT, "%,d", most);
        }
    }

    record Span(Duration least, Duration most) implements Type<Duration> {
        static Span upToTenMinutes() {
            return new Span(Duration.ofMillis(100), Duration.ofMinutes(10));
        }

        @Override
        public Duration parse(String text) {
            Duration value;
            try {
                value = Durations.parse(text);
            } catch (IllegalArgumentException noDuration) {
                throw new WrongValueException(String.valueOf(noDuration.getMessage()));
            }
            if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
                throw new WrongValueException(text + " is out of range; allowed are " + Durations.text(least) + " to "
                        + Durations.text(most));
            }
            return value;
        }

        @Override
        public String text(Duration value) {
            return Durations.text(value);
        }

        @Override
        public String kind() {
            return "duration";
        }

        @Override
        public String bounds() {
            return Durations.text(least) + " – " + Durations.text(most);
        }
    }

    /**
     * Text of a form.
     *
     * @param kind what it is, for people
     * @param form what it must match
     * @param rule the form in words
     */
    record Text(String kind, Pattern form, String rule) implements Type<String> {
        @Override
        public String parse(String text) {
            if (!form.matcher(text).matches()) {
                throw new WrongValueException("'" + text + "' cannot be taken; " + rule);
            }
            return text;
        }

        @Override
        public String text(String value) {
            return value;
        }

        @Override
        public String bounds() {
            return "";
        }
    }

    record Flag() implements Type<Boolean> {
        @Override
        public Boolean parse(String text) {
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "true" -> true;
                case "false" -> false;
                default -> throw new WrongValueException("'" + text + "' is neither true nor false; write one of them");
            };
        }

        @Override
        public String text(Boolean value) {
            return value.toString();
        }

        @Override
        public String kind() {
            return "true or false";
        }

        @Override
        public String bounds() {
            return "";
        }
    }

    /** @param labels the values by how they are written, in the order of the documentation */
    record Choice<E>(Map<String, E> labels) implements Type<E> {
        @Override
        public E parse(String text) {
            E value = labels.get(text.toLowerCase(Locale.ROOT));
            if (value == null) {
                throw new WrongValueException(
                        "'" + text + "' is not one of the choices; allowed are " + String.join(", ", labels.keySet()));
            }
            return value;
        }

        @Override
        public String text(E value) {
            return labels.entrySet().stream()
                    .filter(label -> Objects.equals(label.getValue(), value))
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElseThrow();
        }

        @Override
        public String kind() {
            return "choice";
        }

        @Override
        public String bounds() {
            return labels.keySet().stream().map(label -> "`" + label + "`").collect(Collectors.joining(", "));
        }
    }

    record FilePath() implements Type<Path> {
        @Override
        public Path parse(String text) {
            try {
                return Path.of(text);
            } catch (InvalidPathException wrong) {
                throw new WrongValueException("'" + text + "' is no path of a file system");
            }
        }

        @Override
        public String text(Path value) {
            return value.toString();
        }

        @Override
        public String kind() {
            return "path";
        }

        @Override
        public String bounds() {
            return "";
        }
    }

    /** Only from the environment, or from a file that the environment names. */
    record Hidden() implements Type<Secret> {
        @Override
        public Secret parse(String text) {
            return new Secret(text);
        }

        @Override
        public Secret parse(Given given) {
            return new Secret(given.text(), given.file());
        }

        @Override
        public String text(Secret value) {
            return value.toString();
        }

        @Override
        public String kind() {
            return "secret";
        }

        @Override
        public String bounds() {
            return "";
        }

        @Override
        public boolean secret() {
            return true;
        }
    }

    /** A secret that is sent as a token. */
    record Token() implements Type<Secret> {
        private static final Hidden HIDDEN = new Hidden();

        @Override
        public Secret parse(String text) {
            return parse(new Given(text, ""));
        }

        @Override
        public Secret parse(Given given) {
            TokenText.flaw(given.text()).ifPresent(flaw -> {
                throw new WrongValueException("the value " + flaw);
            });
            return HIDDEN.parse(given);
        }

        @Override
        public String text(Secret value) {
            return HIDDEN.text(value);
        }

        @Override
        public String kind() {
            return HIDDEN.kind();
        }

        @Override
        public String bounds() {
            return HIDDEN.bounds();
        }

        @Override
        public boolean secret() {
            return HIDDEN.secret();
        }
    }
}
