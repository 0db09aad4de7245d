package io.eventbatcher.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads what environment variables give: an override of every key, and the only way in for secrets. */
final class EnvironmentReader {
    /** Read by the launcher and the log's configuration. */
    private static final Set<String> OTHERS =
            Set.of("EVENT_BATCHER_LOG_LEVEL", "EVENT_BATCHER_LIBRARY_LOG_LEVEL", "EVENT_BATCHER_JVM");

    /** What Kubernetes sets in every container for a service whose name begins with event-batcher. */
    private static final Pattern SERVICE_LINK =
            Pattern.compile("EVENT_BATCHER_(.+_)?(SERVICE_HOST|SERVICE_PORT(_.+)?|PORT(_\\d+_(TCP|UDP|SCTP)(_.+)?)?)");

    private final Map<String, Given> given = new TreeMap<>();
    private final FindingList findings;

    private EnvironmentReader(FindingList findings) {
        this.findings = findings;
    }

    /** What the environment gives. An empty variable gives nothing. */
    static Map<String, Given> read(Map<String, String> environment, FindingList findings) {
        EnvironmentReader reader = new EnvironmentReader(findings);
        new TreeMap<>(environment).forEach((variable, value) -> {
            if (variable.startsWith(Key.PREFIX) && !value.isBlank()) {
                reader.readVariable(variable, value);
            }
        });
        return reader.given;
    }

    private void readVariable(String variable, String value) {
        Optional<String> name = nameOf(variable);
        if (name.isPresent()) {
            put(name.get(), new Given(value.strip(), variable));
            return;
        }
        Optional<String> ofFile = variable.endsWith(Key.FILE)
                ? nameOf(variable.substring(0, variable.length() - Key.FILE.length()))
                        .filter(EnvironmentReader::secret)
                : Optional.empty();
        if (ofFile.isPresent()) {
            readFile(ofFile.get(), variable, value.strip());
        } else if (!OTHERS.contains(variable) && !SERVICE_LINK.matcher(variable).matches()) {
            findings.add(variable, "is no setting; " + guess(variable), "environment");
        }
    }

    /** The key, or the passed-through property, that a variable is for. */
    private static Optional<String> nameOf(String variable) {
        for (String section : List.of(Keys.KAFKA_PROPERTIES, Keys.AVRO_PROPERTIES)) {
            String prefix = variablePrefix(section);
            if (variable.startsWith(prefix)) {
                String name = section + "." + propertyName(variable.substring(prefix.length()));
                boolean file = name.endsWith(".file") && secret(name.substring(0, name.length() - ".file".length()));
                return file ? Optional.empty() : Optional.of(name);
            }
        }
        return Keys.all().stream()
                .filter(key -> key.variable().equals(variable))
                .<String>map(Key::name)
                .findFirst();
    }

    /** {@code ___} is an underscore, {@code __} a hyphen, {@code _} a dot, as in other Kafka images. */
    static String propertyName(String ofVariable) {
        return ofVariable
                .toLowerCase(Locale.ROOT)
                .replace("___", "\u0001")
                .replace("__", "-")
                .replace('_', '.')
                .replace('\u0001', '_');
    }

    /** The variable for a property that is passed through: the reverse of {@link #propertyName}. */
    static String variable(String name) {
        String section = name.startsWith(Keys.KAFKA_PROPERTIES) ? Keys.KAFKA_PROPERTIES : Keys.AVRO_PROPERTIES;
        return variablePrefix(section)
                + name.substring(section.length() + 1)
                        .toUpperCase(Locale.ROOT)
                        .replace("_", "___")
                        .replace("-", "__")
                        .replace('.', '_');
    }

    private static String variablePrefix(String section) {
        return Key.PREFIX + section.toUpperCase(Locale.ROOT).replace('.', '_') + "_";
    }

    private static boolean secret(String name) {
        return Keys.named(name).map(Key::secret).orElseGet(() -> SecretNames.matches(name));
    }

    private void readFile(String name, String variable, String file) {
        try {
            String content = Files.readString(Path.of(file)).strip();
            if (content.isEmpty()) {
                findings.add(variable, "the file " + file + " is empty; it should hold the value of " + name, "");
            } else {
                put(name, new Given(content, variable + " " + file, Optional.of(Path.of(file))));
            }
        } catch (IOException | InvalidPathException unreadable) {
            findings.add(
                    variable,
                    "the file " + file + " cannot be read; it should exist and hold the value of " + name + ", as text",
                    "");
        }
    }

    private void put(String name, Given value) {
        Given before = given.putIfAbsent(name, value);
        if (before != null) {
            findings.add(
                    name, "is given twice, by " + before.origin() + " and by " + value.origin() + "; unset one", "");
        }
    }

    private static String guess(String variable) {
        List<String> known = new ArrayList<>(OTHERS);
        for (Key<?> key : Keys.all()) {
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
