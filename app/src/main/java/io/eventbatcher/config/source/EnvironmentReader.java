package io.eventbatcher.config.source;

import io.eventbatcher.config.table.Findings;
import io.eventbatcher.config.table.Given;
import io.eventbatcher.config.table.Key;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads environment variables: an override of every key, and the only way in for secrets. */
final class EnvironmentReader {
    private final Map<String, Given> given = new TreeMap<>();
    private final Findings findings;

    private EnvironmentReader(Findings findings) {
        this.findings = findings;
    }

    /** The values in the environment. An empty variable gives nothing. */
    static Map<String, Given> read(Map<String, String> environment, Findings findings) {
        EnvironmentReader reader = new EnvironmentReader(findings);
        new TreeMap<>(environment).forEach((variable, value) -> {
            if (variable.startsWith(Key.PREFIX) && !value.isBlank()) {
                reader.readVariable(variable, value.strip());
            }
        });
        return reader.given;
    }

    private void readVariable(String variable, String value) {
        Optional<String> name = VariableNames.keyOf(variable);
        Optional<String> secret = VariableNames.secretOf(variable);
        if (name.isPresent()) {
            put(name.get(), new Given(value, variable));
        } else if (secret.isPresent()) {
            readFile(secret.get(), variable, value);
        } else if (!VariableNames.isForeign(variable)) {
            findings.add(variable, "is no setting; " + VariableNames.remedy(variable), "environment");
        }
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
}
