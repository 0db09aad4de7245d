package io.eventbatcher.config.source;

import java.util.regex.Pattern;

/** The names of secrets among the libraries' properties. */
final class SecretNames {
    private static final Pattern SECRET = Pattern.compile(
            ".*(password|passwd|secret|jaas\\.config|keystore\\.key|user\\.info|auth\\.token|credentials|api\\.key)$");

    private SecretNames() {}

    static boolean matches(String name) {
        return SECRET.matcher(name).matches();
    }

    /** True for a reference to a configuration provider of Kafka's: {@code ${file:/run/secrets/kafka:password}}. */
    static boolean isReference(String value) {
        return value.startsWith("${") && value.endsWith("}");
    }
}
