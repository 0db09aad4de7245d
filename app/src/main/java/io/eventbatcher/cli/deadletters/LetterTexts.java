package io.eventbatcher.cli.deadletters;

import io.eventbatcher.log.Printable;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Texts of tables: times in UTC, numbers with separators, long texts in lines. */
public final class LetterTexts {
    /** The width of all tables. */
    public static final int WIDTH = 100;

    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private LetterTexts() {}

    public static String time(long millis) {
        return SECONDS.format(Instant.ofEpochMilli(millis));
    }

    public static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** {@code 1 letter}, {@code 2,000 letters}. */
    public static String count(long number, String singular) {
        return number(number) + ' ' + singular + (number == 1 ? "" : "s");
    }

    /** The parts of a description, without empty ones; a part that begins or ends with a blank stands in quotes. */
    public static String about(String... parts) {
        return Arrays.stream(parts)
                .filter(part -> !part.isEmpty())
                .map(part -> part.strip().equals(part) ? part : "'" + part + "'")
                .collect(Collectors.joining(", "));
    }

    /** The text in a line of at most so many characters. */
    public static String cut(String text, int most) {
        String line = Printable.of(Printable.cut(text, most));
        return line.length() <= most ? line : Printable.cut(line, Math.max(1, most - 1));
    }

    /** The text in lines that fit the width, broken at blanks where there are any; the first line begins otherwise than the rest. */
    public static List<String> wrapped(String text, String first, String further) {
        List<String> lines = new ArrayList<>();
        String indentation = first;
        String rest = Printable.of(text);
        while (rest.length() > WIDTH - indentation.length()) {
            int width = WIDTH - indentation.length();
            int blank = rest.lastIndexOf(' ', width);
            int end = blank > 0 ? blank : width;
            lines.add(indentation + rest.substring(0, end));
            rest = rest.substring(end).stripLeading();
            indentation = further;
        }
        lines.add(indentation + rest);
        return lines;
    }
}
