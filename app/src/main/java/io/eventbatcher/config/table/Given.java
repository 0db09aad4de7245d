package io.eventbatcher.config.table;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A value given by somebody.
 *
 * @param text the value; never to be shown of a secret
 * @param origin the giver, for people: {@code line 3}, or the name of an environment variable
 * @param file the file with the value, when a variable named a file
 */
public record Given(String text, String origin, Optional<Path> file) {
    public Given(String text, String origin) {
        this(text, origin, Optional.empty());
    }

    /** Hides the text: some texts are secrets. */
    @Override
    public String toString() {
        return "Given[" + origin + "]";
    }
}
