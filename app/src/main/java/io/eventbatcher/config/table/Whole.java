package io.eventbatcher.config.table;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Whole numbers within bounds, both allowed.
 *
 * @param unit the things counted, for the documentation
 */
public record Whole(int least, int most, String unit) implements Type<Integer> {
    private static final Pattern DIGITS = Pattern.compile("[+-]?\\d(_?\\d){0,17}");

    @Override
    public Integer parse(String text) {
        if (!DIGITS.matcher(text).matches()) {
            throw new InvalidValueException("'" + text + "' is no whole number; allowed are " + allowed());
        }
        long value = Long.parseLong(text.replace("_", ""));
        if (value < least || value > most) {
            throw new InvalidValueException(text + " is out of range; allowed are " + allowed());
        }
        return (int) value;
    }

    private String allowed() {
        return least == most ? "only " + least : least + " to " + most;
    }

    @Override
    public String kind() {
        return "whole number, " + unit;
    }

    @Override
    public String bounds() {
        return least == most ? String.valueOf(least) : String.format(Locale.ROOT, "%,d – %,d", least, most);
    }
}
