package io.eventbatcher.config;

import io.eventbatcher.config.table.Given;
import io.eventbatcher.config.table.InvalidValueException;
import io.eventbatcher.config.table.TokenText;
import io.eventbatcher.config.table.Type;
import java.nio.file.Path;
import java.util.Optional;

/** A value never to be printed: only {@link #reveal} gives the text, and {@link #toString} shows stars. */
public final class Secret {
    /** No secret. */
    public static final Secret NONE = new Secret("");

    /** Secrets of any characters. */
    static final Type<Secret> ANY = new Hidden(false);

    /** Tokens. */
    static final Type<Secret> TOKEN = new Hidden(true);

    private final String value;
    private final Optional<Path> file;

    public Secret(String value) {
        this(value, Optional.empty());
    }

    /** @param file the source of the value, to be read again when the file changes */
    public Secret(String value, Optional<Path> file) {
        this.value = value;
        this.file = file;
    }

    /** The file with the value, if any. */
    public Optional<Path> file() {
        return file;
    }

    /** The value, for sending. */
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

    /** Secrets come from the environment, or from a file named by the environment. */
    private record Hidden(boolean token) implements Type<Secret> {
        @Override
        public Secret parse(String text) {
            return parse(new Given(text, ""));
        }

        @Override
        public Secret parse(Given given) {
            Secret secret = new Secret(given.text(), given.file());
            check(secret);
            return secret;
        }

        @Override
        public void check(Secret secret) {
            if (token && !secret.value.isEmpty()) {
                TokenText.flaw(secret.value).ifPresent(flaw -> {
                    throw new InvalidValueException("the value " + flaw);
                });
            }
        }

        @Override
        public String kind() {
            return "secret";
        }

        @Override
        public boolean secret() {
            return true;
        }
    }
}
