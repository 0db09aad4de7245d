package io.eventbatcher.config;

import io.eventbatcher.config.table.Key;
import io.eventbatcher.config.table.Listed;
import io.eventbatcher.config.table.Section;
import io.eventbatcher.config.table.Span;
import io.eventbatcher.config.table.Text;
import io.eventbatcher.config.table.Url;
import io.eventbatcher.config.table.Values;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The access to the schema registry.
 *
 * @param urls one or more instances of a registry
 * @param trustStore certificates that prove the registry; empty for the JDK's own
 * @param keyStore certificate and key that prove the service; empty for none
 */
public record RegistrySettings(
        List<URI> urls, Duration timeout, Login login, Optional<Store> trustStore, Optional<Store> keyStore) {
    static final Section KEYS = new Section("registry", RegistrySettings::crossCheck);

    private static final Key<List<URI>> URL =
            KEYS.required("url", new Listed<>("URLs", new Url()), "http://localhost:8081", """
                Any server that speaks Confluent's REST API. Several URLs, as a list or separated by commas, are instances of
                one registry.
                """);
    private static final Key<Duration> TIMEOUT = KEYS.add("timeout", Span.of("100ms", "8s"), "5s", """
        The longest time of one look-up, repetition included. A look-up happens inside a transaction, whose timeout is
        10s.
        """);
    private static final Key<String> USERNAME = KEYS.open(
            "username",
            Text.of("name", "[^:\\p{Cntrl}]+", "a user name of basic authentication has no colon"),
            "no basic authentication",
            """
            For basic authentication, together with registry.password.
            """);
    private static final Key<Secret> PASSWORD =
            KEYS.open("password", Secret.ANY, "none", "For basic authentication, together with registry.username.");
    private static final Key<Secret> BEARER_TOKEN =
            KEYS.open("bearer-token", Secret.TOKEN, "none", "Instead of basic authentication: Authorization: Bearer.");
    private static final Store.Keys TRUSTSTORE =
            Store.Keys.in(KEYS, "truststore", "the JDK's own", "Certificates that prove the registry to us.");
    private static final Store.Keys KEYSTORE = Store.Keys.in(
            KEYS, "keystore", "no client certificate", "The certificate and key that prove us to the registry.");

    public RegistrySettings {
        urls = List.copyOf(urls);
        URL.check(urls);
        TIMEOUT.check(timeout);
    }

    RegistrySettings(Values values) {
        this(
                values.get(URL),
                values.get(TIMEOUT),
                new Login(
                        values.find(USERNAME).orElse(""),
                        values.find(PASSWORD).orElse(Secret.NONE),
                        values.find(BEARER_TOKEN).orElse(Secret.NONE)),
                TRUSTSTORE.store(values),
                KEYSTORE.store(values));
    }

    /** The first of the URLs. */
    public URI url() {
        return urls.get(0);
    }

    /** The credentials: basic with a user name, bearer with a token, otherwise none. */
    public record Login(String username, Secret password, Secret bearerToken) {
        /** No credentials. */
        public static final Login NONE = new Login("", Secret.NONE, Secret.NONE);

        public Login {
            if (!username.isEmpty()) {
                USERNAME.check(username);
            }
            BEARER_TOKEN.check(bearerToken);
        }

        public boolean basic() {
            return !username.isEmpty();
        }

        public boolean bearer() {
            return !bearerToken.isEmpty();
        }
    }

    private static void crossCheck(Values values) {
        boolean name = values.isGiven(USERNAME);
        boolean password = values.isGiven(PASSWORD);
        if (name && !password && values.sound(PASSWORD)) {
            values.refuse(USERNAME, "needs a password; " + PASSWORD.setSecret());
        }
        if (password && !name && values.sound(USERNAME)) {
            values.refuse(PASSWORD, "is given without registry.username; set that, too");
        }
        if (values.isGiven(BEARER_TOKEN) && (name || password)) {
            values.refuse(BEARER_TOKEN, "is given beside basic authentication; a request has one or the other");
        }
        List.of(TRUSTSTORE, KEYSTORE).forEach(store -> {
            store.crossCheck(values);
            if (values.isGiven(store.path())) {
                httpsFor(store, values);
            }
        });
    }

    private static void httpsFor(Store.Keys store, Values values) {
        values.find(URL).stream()
                .flatMap(List::stream)
                .filter(url -> "http".equalsIgnoreCase(url.getScheme()))
                .forEach(url -> values.refuse(
                        store.path(),
                        "has no effect, because registry.url " + url + " is not https; change one of them"));
    }
}
