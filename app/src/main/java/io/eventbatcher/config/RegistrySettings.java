package io.eventbatcher.config;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How the schema registry is reached: anything that speaks Confluent's REST API.
 *
 * @param urls the base URLs of the instances of one registry, at least one
 * @param timeout the longest one look-up may take, repetition included; default 5s
 * @param login how it knows us
 * @param trustStore the certificates that prove the registry; empty for the JDK's own
 * @param keyStore the certificate and key that prove us; empty for none
 */
public record RegistrySettings(
        List<URI> urls, Duration timeout, Login login, Optional<Store> trustStore, Optional<Store> keyStore) {
    public RegistrySettings {
        urls = List.copyOf(urls);
    }

    /** The first of the URLs. */
    public URI url() {
        return urls.get(0);
    }

    /**
     * The credentials: basic if there is a user name, bearer if there is a token, otherwise none. Never both.
     *
     * @param username empty without basic authentication
     * @param password empty without basic authentication
     * @param bearerToken empty without a bearer token
     */
    public record Login(String username, Secret password, Secret bearerToken) {
        /** No credentials. */
        public static final Login NONE = new Login("", Secret.NONE, Secret.NONE);

        public boolean basic() {
            return !username.isEmpty();
        }

        public boolean bearer() {
            return !bearerToken.isEmpty();
        }
    }
}
