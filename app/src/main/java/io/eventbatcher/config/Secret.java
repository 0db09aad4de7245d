package io.eventbatcher.config;

import java.nio.file.Path;
import java.util.Optional;

/** A value that must never be printed: only {@link #reveal} gives it, and everything else shows stars. */
public final class Secret {
    /** None given. */
    public static final Secret NONE = new Secret("");

    private final String value;
    private final Optional<Path> file;

    public Secret(String value) {
        this(value, Optional.empty());
    }

    /** @param file where it was read, and may be read again when it changes */
    public Secret(String value, Optional<Path> file) {
        this.value = value;
        this.file = file;
    }

    /** The file it was read from, if any. */
    public Optional<Path> file() {
        return file;
    }

    /** The value itself, for the one place that sends it. */
    public String reveal() {
        return value;
    }

    public boolean isEmpty() {
        return value.isBlank();
    }

    @Override
    public String toString() {
        return isEmpty() ? "(none)" : "********";
    }
}
