package io.eventbatcher.config.source;

import io.eventbatcher.config.Settings;
import io.eventbatcher.config.table.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The names of environment variables for keys and for properties passed through. */
final class VariableNames {
    /** Read by the launcher and the log's configuration. */
    private static final Set<String> OTHERS = Set.of(
            "EVENT_BATCHER_LOG_LEVEL",
            "EVENT_BATCHER_LIBRARY_LOG_LEVEL",
            "EVENT_BATCHER_LIBRARY_STACKS",
            "EVENT_BATCHER_JVM");

    /** Set by Kubernetes in every container for a service whose name begins with event-batcher. */
    private static final Pattern SERVICE_LINK =
            Pattern.compile("EVENT_BATCHER_(.+_)?(SERVICE_HOST|SERVICE_PORT(_.+)?|PORT(_\\d+_(TCP|UDP|SCTP)(_.+)?)?)");

    private VariableNames() {}

    /** The key or property of a variable. */
    static Optional<String> keyOf(String variable) {
        for (String part : Settings.TABLE.passedThrough()) {
            String prefix = prefix(part);
            if (variable.startsWith(prefix)) {
                String name = part + "." + propertyName(variable.substring(prefix.length()));
                boolean file = name.endsWith(".file") && isSecret(name.substring(0, name.length() - ".file".length()));
                return file ? Optional.empty() : Optional.of(name);
            }
        }
        return Settings.TABLE.keys().stream()
                .filter(key -> key.variable().equals(variable))
                .<String>map(Key::name)
                .findFirst();
    }

    /** The secret whose file a variable names. */
    static Optional<String> secretOf(String variable) {
        return variable.endsWith(Key.FILE)
                ? keyOf(variable.substring(0, variable.length() - Key.FILE.length()))
                        .filter(VariableNames::isSecret)
                : Optional.empty();
    }

    private static boolean isSecret(String name) {
        return Settings.TABLE.named(name).map(Key::secret).orElseGet(() -> SecretNames.matches(name));
    }

    /** {@code ___} is an underscore, {@code __} a hyphen, {@code _} a dot, like in Kafka's images. */
    private static String propertyName(String ofVariable) {
        return ofVariable
                .toLowerCase(Locale.ROOT)
                .replace("___", "\u0001")
                .replace("__", "-")
                .replace('_', '.')
                .replace('\u0001', '_');
    }

    /** The variable for a property: the reverse of {@link #keyOf}. */
    static String variable(String part, String property) {
        return prefix(part)
                + property.toUpperCase(Locale.ROOT)
                        .replace("_", "___")
                        .replace("-", "__")
                        .replace('.', '_');
    }

    private static String prefix(String part) {
        return Key.PREFIX + part.toUpperCase(Locale.ROOT).replace('.', '_') + "_";
    }

    /** True for a variable with the prefix of the service and another reader. */
    static boolean isForeign(String variable) {
        return OTHERS.contains(variable) || SERVICE_LINK.matcher(variable).matches();
    }

    /** The remedy for an unknown variable. */
    static String remedy(String variable) {
        List<String> known = new ArrayList<>(OTHERS);
        for (Key<?> key : Settings.TABLE.keys()) {
            known.add(key.variable());
            if (key.secret()) {
                known.add(key.variable() + Key.FILE);
            }
        }
        return Nearest.to(variable, known)
                .map(nearest -> "did you mean " + nearest + "?")
                .orElse("unset it, or see docs/configuration.md for the names");
    }
}
