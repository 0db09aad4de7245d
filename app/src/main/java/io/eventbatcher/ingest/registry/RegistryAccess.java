package io.eventbatcher.ingest.registry;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a registry is reached.
 *
 * @param urls the base URLs of the instances of one registry, at least one; tried in turn
 * @param timeout the longest one request may take
 * @param credentials how it knows us
 * @param trustStore the certificates that prove the registry; empty for the JDK's own
 * @param keyStore the certificate and key that prove us; empty for none
 */
public record RegistryAccess(
        List<URI> urls,
        Duration timeout,
        Credentials credentials,
        Optional<StoreFile> trustStore,
        Optional<StoreFile> keyStore) {
    public RegistryAccess {
        urls = List.copyOf(urls);
        if (urls.isEmpty()) {
            throw new IllegalArgumentException("registry.url: is missing; give the registry's base URL");
        }
    }

    /** A registry that asks for nothing. */
    public static RegistryAccess open(URI url, Duration timeout) {
        return new RegistryAccess(List.of(url), timeout, Credentials.none(), Optional.empty(), Optional.empty());
    }
}
