package io.eventbatcher.config;

import java.nio.file.Path;

/**
 * A file with certificates or keys.
 *
 * @param path where it is
 * @param type what {@link java.security.KeyStore#getInstance(String)} takes: PKCS12 or JKS
 * @param password opens it; empty for one without
 */
public record Store(Path path, String type, Secret password) {}
