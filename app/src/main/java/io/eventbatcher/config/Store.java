package io.eventbatcher.config;

import io.eventbatcher.config.table.Choice;
import io.eventbatcher.config.table.Key;
import io.eventbatcher.config.table.Parsed;
import io.eventbatcher.config.table.Section;
import io.eventbatcher.config.table.Values;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A file with certificates or keys.
 *
 * @param type the name of the format for {@link java.security.KeyStore#getInstance(String)}: PKCS12 or JKS
 * @param password opens the file; empty for a file without a password
 */
public record Store(Path path, String type, Secret password) {
    private static final Choice<String> TYPES = new Choice<>(types());

    public Store {
        Parsed.PATH.check(path);
        TYPES.check(type);
        Secret.ANY.check(password);
    }

    private static Map<String, String> types() {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("pkcs12", "PKCS12");
        labels.put("jks", "JKS");
        return labels;
    }

    /** The keys of a store; a section may have several stores. */
    record Keys(Key<Path> path, Key<String> type, Key<Secret> password) {
        /**
         * @param prefix begins the names
         * @param absent describes the state without a store
         */
        static Keys in(Section section, String prefix, String absent, String purpose) {
            return new Keys(
                    section.open(prefix + ".path", Parsed.PATH, absent, purpose),
                    section.add(prefix + ".type", TYPES, "pkcs12", "The format of the file."),
                    section.open(prefix + ".password", Secret.ANY, "none", "Opens the file."));
        }

        Optional<Store> store(Values values) {
            return values.find(path)
                    .map(file -> new Store(
                            file, values.get(type), values.find(password).orElse(Secret.NONE)));
        }

        void crossCheck(Values values) {
            if (values.isGiven(path)) {
                Path file = values.get(path);
                if (!Files.isReadable(file) || Files.isDirectory(file)) {
                    values.refuse(
                            path, "the file " + file + " cannot be read; name a store that exists and is readable");
                }
            } else if (values.isGiven(password)) {
                values.refuse(password, "is given without " + path + "; set that, too");
            }
        }
    }
}
