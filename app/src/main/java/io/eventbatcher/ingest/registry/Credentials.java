package io.eventbatcher.ingest.registry;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How the registry knows us. Never shown: {@link #toString} names the kind alone. */
public final class Credentials {
    private static final Credentials NONE = new Credentials("none", null);

    private final String kind;
    private final @Nullable String authorization;

    private Credentials(String kind, @Nullable String authorization) {
        this.kind = kind;
        this.authorization = authorization;
    }

    public static Credentials none() {
        return NONE;
    }

    /** RFC 7617, in UTF-8. */
    public static Credentials basic(String username, String password) {
        return new Credentials("basic", okhttp3.Credentials.basic(username, password, StandardCharsets.UTF_8));
    }

    /** RFC 6750. */
    public static Credentials bearer(String token) {
        return new Credentials("bearer", "Bearer " + token.strip());
    }

    /** The value of the header Authorization. */
    Optional<String> authorization() {
        return Optional.ofNullable(authorization);
    }

    @Override
    public String toString() {
        return kind;
    }
}
