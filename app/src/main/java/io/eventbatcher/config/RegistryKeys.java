package io.eventbatcher.config;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** The schema registry. */
final class RegistryKeys {
    static final Section SECTION = new Section();

    static final Key<List<URI>> URL = SECTION.add(Key.required(
            "registry.url",
            new AddressTypes.Urls(),
            "http://localhost:8081",
            "Anything that speaks Confluent's REST API. Several URLs, as a list or separated by commas, are instances of one"
                    + " registry."));
    static final Key<Duration> TIMEOUT = SECTION.add(
            Key.of(
                    "registry.timeout",
                    new Types.Span(Duration.ofMillis(100), Duration.ofSeconds(8)),
                    "5s",
                    "The longest one look-up may take, repetition included. It happens inside a transaction, whose timeout is 10s."));
    static final Key<String> USERNAME = SECTION.add(Key.open(
            "registry.username",
            new Types.Text(
                    "name", Pattern.compile("[^:\\p{Cntrl}]+"), "a user name of basic authentication has no colon"),
            "no basic authentication",
            "For basic authentication, together with registry.password."));
    static final Key<Secret> PASSWORD = SECTION.add(Key.open(
            "registry.password",
            new Types.Hidden(),
            "none",
            "For basic authentication, together with registry.username."));
    static final Key<Secret> BEARER_TOKEN = SECTION.add(Key.open(
            "registry.bearer-token",
            new Types.Hidden(),
            "none",
            "Instead of basic authentication: Authorization: Bearer."));
    static final StoreKeys TRUSTSTORE = StoreKeys.in(
            SECTION, "registry.truststore", "the JDK's own", "Certificates that prove the registry to us.");
    static final StoreKeys KEYSTORE = StoreKeys.in(
            SECTION,
            "registry.keystore",
            "no client certificate",
            "The certificate and key that prove us to the registry.");

    private RegistryKeys() {}
}
