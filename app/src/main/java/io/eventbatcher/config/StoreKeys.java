package io.eventbatcher.config;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The keys of a key store. */
record StoreKeys(Key<Path> path, Key<String> type, Key<Secret> password) {
    /**
     * Adds the three to a section.
     *
     * @param prefix of their names
     * @param absent what holds without the file
     */
    static StoreKeys in(Section section, String prefix, String absent, String purpose) {
        return new StoreKeys(
                section.add(Key.open(prefix + ".path", new Types.FilePath(), absent, purpose)),
                section.add(
                        Key.of(prefix + ".type", new Types.Choice<>(formats()), "pkcs12", "The format of the file.")),
                section.add(Key.open(prefix + ".password", new Types.Hidden(), "none", "Opens the file.")));
    }

    private static Map<String, String> formats() {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("pkcs12", "PKCS12");
        labels.put("jks", "JKS");
        return labels;
    }
}
