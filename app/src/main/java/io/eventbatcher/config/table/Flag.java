package io.eventbatcher.config.table;

import java.util.Locale;

/** True or false. */
public record Flag() implements Type<Boolean> {
    @Override
    public Boolean parse(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new InvalidValueException("'" + text + "' is neither true nor false; write one of them");
        };
    }

    @Override
    public String kind() {
        return "true or false";
    }
}
