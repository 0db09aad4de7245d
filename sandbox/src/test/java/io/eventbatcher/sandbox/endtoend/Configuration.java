package io.eventbatcher.sandbox.endtoend;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eventbatcher.config.HubSpotSettings;
import io.eventbatcher.config.Settings;
import io.eventbatcher.config.source.SettingsFile;
import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.simulator.api.HubSpotAccount;
import io.eventbatcher.sandbox.stack.Backend;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The configuration file of an application that has the broker for itself, as far as names go. JSON, which is YAML too.
 *
 * <p>Lingers and session timeouts are short, because tests wait for them; marketing has no rate limit here, and few lanes.
 */
final class Configuration {
    static final Map<String, String> ENVIRONMENT = Map.of(HubSpotSettings.TOKEN_VARIABLE, HubSpotAccount.DEFAULT_TOKEN);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectNode tree = JSON.createObjectNode();
    private final Map<String, String> environment = new HashMap<>(ENVIRONMENT);

    Configuration(String application, Path stateDir, Backend backend, URI hubSpot) {
        with("application-id", application);
        with("instance", "one");
        with("state-dir", stateDir.toString());
        with("kafka.bootstrap-servers", backend.bootstrapServers());
        tree.withObjectProperty("kafka")
                .withObjectProperty("properties")
                .put("session.timeout.ms", "6000")
                .put("group.instance.id", "one")
                .put("heartbeat.interval.ms", "1000")
                // each client of an application would name each of its metrics anew for a broker that takes none
                .put("enable.metrics.push", "false")
                // JMX, which nobody looks into here, registers each of some thousand metrics anew for each that is
                // added
                .put("metric.reporters", "");
        with("registry.url", backend.registryUrl());
        with("hubspot.base-url", hubSpot.toString());
        with("hubspot.rate.account-per-ten-seconds", "100000");
        with("hubspot.halt.probe-first", "200ms");
        with("hubspot.halt.probe-most", "500ms");
        with("hubspot.halt.judge-after", "3s");
        with("topics.batches-prefix", application + ".batches");
        for (String topic : List.of("dead-letters", "resolutions", "replays", "receipts", "ledger", "lanes")) {
            with("topics." + topic, application + '.' + topic);
        }
        for (Route route : Route.values()) {
            with("routes." + route.label() + ".topic", application + '.' + route.label());
            with("routes." + route.label() + ".linger", "200ms");
            with("routes." + route.label() + ".lanes", route.ordered() ? "2" : "4");
        }
    }

    /** Sets a value; the key's parts are separated by dots, as in messages about configurations. */
    void with(String key, String value) {
        ObjectNode node = tree;
        String[] parts = key.split("\\.", -1);
        for (String part : Arrays.asList(parts).subList(0, parts.length - 1)) {
            node = node.withObjectProperty(part);
        }
        node.put(parts[parts.length - 1], value);
    }

    /** Passes a property to Kafka's clients; its name has dots. */
    void withKafka(String name, String value) {
        tree.withObjectProperty("kafka").withObjectProperty("properties").put(name, value);
    }

    void withoutKafka(String name) {
        tree.withObjectProperty("kafka").withObjectProperty("properties").remove(name);
    }

    /** Sets an environment variable. */
    void withVariable(String name, String value) {
        environment.put(name, value);
    }

    String text() {
        return tree.toPrettyString();
    }

    Settings settings() {
        return SettingsFile.parse(text(), environment);
    }
}
