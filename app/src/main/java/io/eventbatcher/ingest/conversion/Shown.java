package io.eventbatcher.ingest.conversion;

import io.eventbatcher.log.Printable;

/** Names from schemas and records in messages: in one line, and cut. */
final class Shown {
    private static final int MOST_CHARACTERS = 80;

    private Shown() {}

    static String text(String name) {
        return name.length() <= MOST_CHARACTERS
                ? Printable.of(name)
                : Printable.of(name.substring(0, MOST_CHARACTERS)) + "…";
    }
}
