package io.eventbatcher.ingest.registry;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;

/**
 * A file with certificates or keys.
 *
 * @param path where it is
 * @param type what {@link KeyStore#getInstance(String)} takes: PKCS12 or JKS
 * @param password opens it and its keys; empty for a store without
 */
public record StoreFile(Path path, String type, String password) {
    /**
     * Reads the file.
     *
     * @throws IllegalArgumentException when it cannot be read or opened, as a sentence
     */
    KeyStore open() {
        try (InputStream bytes = Files.newInputStream(path)) {
            KeyStore store = KeyStore.getInstance(type);
            store.load(bytes, password.isEmpty() ? null : password.toCharArray());
            return store;
        } catch (IOException | GeneralSecurityException failure) {
            throw new IllegalArgumentException(
                    "The registry's store " + path + " cannot be opened as " + type + ": " + failure.getMessage()
                            + ". Check its path, type and password.",
                    failure);
        }
    }

    /** Never the password. */
    @Override
    public String toString() {
        return "StoreFile[" + path + ", " + type + "]";
    }
}
