package io.eventbatcher.config;

import java.util.regex.Pattern;

/** Tells which properties of other libraries hold secrets, by how they are all named. */
final class SecretNames {
    private static final Pattern SECRET = Pattern.compile(
            ".*(password|passwd|secret|jaas\\.config|keystore\\.key|user\\.info|auth\\.token|credentials|api\\.key)$");

    private SecretNames() {}

    static boolean matches(String name) {
        return SECRET.matcher(name).matches();
    }

    /** Whether the value only says where the secret is, as Kafka's configuration providers do: {@code ${file:/run/secrets/kafka:password}}. */
    static boolean isReference(String value) {
        return value.startsWith("${") && value.endsWith("}");
    }
}
