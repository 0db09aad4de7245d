package io.eventbatcher.console.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.eventbatcher.config.HttpSettings;
import io.eventbatcher.config.Secret;
import java.security.MessageDigest;

/** The tokens of the configuration. Comparing takes the same time whatever is wrong. */
final class Tokens {
    private final HttpSettings.Console settings;

    Tokens(HttpSettings.Console settings) {
        this.settings = settings;
    }

    /** False if everybody who reaches the port may do all. */
    boolean areNeeded() {
        return settings.hasTokens();
    }

    Role role(String given) {
        boolean act = is(settings.actToken(), given);
        boolean look = is(settings.lookToken(), given);
        return act ? Role.ACT : look ? Role.LOOK : Role.NONE;
    }

    private static boolean is(Secret token, String given) {
        return !token.isEmpty() && MessageDigest.isEqual(token.reveal().getBytes(UTF_8), given.getBytes(UTF_8));
    }
}
