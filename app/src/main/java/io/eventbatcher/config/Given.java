package io.eventbatcher.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A value as somebody gave it.
 *
 * @param text the value; never to be shown of a secret
 * @param origin who gave it, for people: {@code line 3}, or the name of an environment variable
 * @param file the file that held it, when the value was not given itself
 */
record Given(String text, String origin, Optional<Path> file) {
    Given(String text, String origin) {
        this(text, origin, Optional.empty());
    }

    /** Without the text, which may be a secret. */
    @Override
    public String toString() {
        return "Given[" + origin + "]";
    }
}
