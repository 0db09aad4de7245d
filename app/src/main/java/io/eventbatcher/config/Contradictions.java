package io.eventbatcher.config;

import io.eventbatcher.config.HubSpotSettings.Auth;
import io.eventbatcher.config.RouteSettings.Api;
import io.eventbatcher.route.Route;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Values that are each good, but not together. Keys that are findings already are not judged again. */
final class Contradictions {
    private final Values values;
    private final FindingList findings;

    private Contradictions(Values values, FindingList findings) {
        this.values = values;
        this.findings = findings;
    }

    static void check(Values values, FindingList findings) {
        Contradictions contradictions = new Contradictions(values, findings);
        contradictions.timeouts();
        contradictions.topicNames();
        for (Route route : Route.values()) {
            contradictions.lingerWithinWindow(route);
            contradictions.bytesWithinTopics(route);
            contradictions.singleEvents(route);
        }
        contradictions.someRoute();
        contradictions.oldCredentials();
        contradictions.oauth();
        contradictions.registryLogin();
        contradictions.registryStore(RegistryKeys.TRUSTSTORE);
        contradictions.registryStore(RegistryKeys.KEYSTORE);
        contradictions.deserializer();
    }

    private void timeouts() {
        connectWithin(AnswerKeys.EVENTS_TIMEOUT);
        connectWithin(AnswerKeys.MARKETING_TIMEOUT);
    }

    /** The default may be longer than a short timeout: then the request's own is what counts, as nobody asked for anything else. */
    private void connectWithin(Key<Duration> request) {
        Key<Duration> connect = AnswerKeys.CONNECT_TIMEOUT;
        if (values.isGiven(connect)
                && values.sound(connect, request)
                && values.get(connect).compareTo(values.get(request)) > 0) {
            add(
                    connect,
                    text(connect) + " is longer than " + request + " (" + text(request)
                            + "), which ends the whole request; make it shorter");
        }
    }

    private void topicNames() {
        Map<String, Key<?>> owners = new LinkedHashMap<>();
        for (Key<String> key : List.of(
                TopicKeys.DEAD_LETTERS,
                TopicKeys.REPLAYS,
                TopicKeys.RECEIPTS,
                TopicKeys.LEDGER,
                TopicKeys.RATES,
                TopicKeys.LANES)) {
            claim(owners, key, values.get(key));
        }
        for (Route route : enabledRoutes()) {
            claim(owners, TopicKeys.BATCHES_PREFIX, values.get(TopicKeys.BATCHES_PREFIX) + "." + route.label());
        }
        for (Route route : enabledRoutes()) {
            claim(
                    owners,
                    Keys.route(route).topic(),
                    values.get(Keys.route(route).topic()));
        }
    }

    private void claim(Map<String, Key<?>> owners, Key<?> key, String topic) {
        Key<?> owner = owners.putIfAbsent(topic, key);
        if (owner != null && values.sound(key, owner)) {
            add(key, "'" + topic + "' is also the topic of " + owner + "; every topic has one purpose, so rename one");
        }
    }

    private List<Route> enabledRoutes() {
        List<Route> enabled = new ArrayList<>();
        for (Route route : Route.values()) {
            if (values.get(Keys.route(route).enabled())) {
                enabled.add(route);
            }
        }
        return enabled;
    }

    private void lingerWithinWindow(Route route) {
        Key<Duration> linger = Keys.route(route).linger();
        if (values.sound(linger, DedupeKeys.WINDOW)
                && values.get(linger).compareTo(values.get(DedupeKeys.WINDOW)) > 0) {
            add(
                    linger,
                    text(linger) + " is longer than dedupe.window (" + text(DedupeKeys.WINDOW)
                            + "), so a duplicate could join the batch of its first; make it shorter, or the window longer");
        }
    }

    private void bytesWithinTopics(Route route) {
        Key<Integer> bytes = Keys.route(route).maxBytes();
        if (!values.sound(bytes, ServiceKeys.MAX_RECORD_BYTES)) {
            return;
        }
        int largest = Settings.maxTopicRecordBytes(values.get(ServiceKeys.MAX_RECORD_BYTES));
        if (values.get(bytes) > largest) {
            add(
                    bytes,
                    text(bytes) + " is more than a record on the batches topic may have (" + largest
                            + ", which follows from max-record-bytes); use at most that, or raise max-record-bytes to "
                            + ((values.get(bytes) + 2) / 3));
        }
    }

    private void singleEvents(Route route) {
        RouteKeys keys = Keys.route(route);
        Optional<Key<Api>> api = keys.api().filter(key -> values.get(key) == Api.V3);
        if (api.isPresent() && values.isGiven(keys.maxInputs()) && values.get(keys.maxInputs()) != 1) {
            add(
                    keys.maxInputs(),
                    text(keys.maxInputs()) + " does not go with " + api.get()
                            + " v3, which takes one event per request; remove it");
        }
    }

    private void someRoute() {
        if (enabledRoutes().isEmpty()) {
            add(Keys.route(Route.BEHAVIORAL).enabled(), "no route is enabled, so there is nothing to do; enable one");
        }
    }

    private void oldCredentials() {
        Auth auth = values.sound(AccessKeys.AUTH) ? values.get(AccessKeys.AUTH) : Auth.BEARER;
        if (auth == Auth.BEARER || auth == Auth.OAUTH) {
            return;
        }
        for (Route route : enabledRoutes()) {
            if (Keys.route(route).api().map(values::get).orElse(Api.BATCH) != Api.V3) {
                add(
                        AccessKeys.AUTH,
                        text(AccessKeys.AUTH) + " is known on the v3 route only, but " + route
                                + " does not use v3; use bearer, or set "
                                + Keys.route(route)
                                        .api()
                                        .map(api -> api + " to v3")
                                        .orElse(Keys.route(route).enabled() + " to false"));
            }
        }
    }

    private void oauth() {
        Key<Boolean> write = AccessKeys.OAUTH_WRITE_REFRESH_TOKEN;
        Key<Secret> token = AccessKeys.OAUTH_REFRESH_TOKEN;
        if (values.sound(write, token)
                && values.get(write)
                && values.find(token).flatMap(Secret::file).isEmpty()) {
            add(
                    write,
                    "needs a file to write to; give the refresh token by " + token.variable() + Key.FILE
                            + " instead of " + token.variable() + ", or remove it");
        }
    }

    private void registryLogin() {
        boolean name = values.isGiven(RegistryKeys.USERNAME);
        boolean password = values.isGiven(RegistryKeys.PASSWORD);
        if (name && !password && values.sound(RegistryKeys.PASSWORD)) {
            add(
                    RegistryKeys.USERNAME,
                    "needs a password; set " + RegistryKeys.PASSWORD.variable() + ", or "
                            + RegistryKeys.PASSWORD.variable() + Key.FILE + " to a file that holds it");
        }
        if (password && !name && values.sound(RegistryKeys.USERNAME)) {
            add(RegistryKeys.PASSWORD, "is given without registry.username; set that, too");
        }
        if (values.isGiven(RegistryKeys.BEARER_TOKEN) && (name || password)) {
            add(RegistryKeys.BEARER_TOKEN, "is given beside basic authentication; a request has one or the other");
        }
    }

    private void registryStore(StoreKeys keys) {
        if (!values.isGiven(keys.path())) {
            if (values.isGiven(keys.password())) {
                add(keys.password(), "is given without " + keys.path() + "; set that, too");
            }
            return;
        }
        Path path = values.get(keys.path());
        if (!Files.isReadable(path) || Files.isDirectory(path)) {
            add(keys.path(), "the file " + path + " cannot be read; name a store that exists and is readable");
        }
        if (values.sound(RegistryKeys.URL)) {
            for (URI url : values.get(RegistryKeys.URL)) {
                if ("http".equalsIgnoreCase(url.getScheme())) {
                    add(
                            keys.path(),
                            "has no effect, because registry.url " + url + " is not https; change one of them");
                }
            }
        }
    }

    private void deserializer() {
        if (!values.isGiven(AvroKeys.DESERIALIZER) && values.sound(AvroKeys.DESERIALIZER)) {
            values.below(Keys.AVRO_PROPERTIES)
                    .forEach((name, value) -> findings.add(
                            Keys.AVRO_PROPERTIES + "." + name,
                            "has no effect, because our own deserializer has none; set avro.deserializer, or remove it",
                            value.origin()));
        }
    }

    private <T> String text(Key<T> key) {
        return key.type().text(values.get(key));
    }

    private void add(Key<?> key, String sentence) {
        findings.add(key.name(), sentence, values.isGiven(key) ? values.origin(key) : "");
    }
}
