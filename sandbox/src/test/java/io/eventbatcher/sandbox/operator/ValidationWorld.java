package io.eventbatcher.sandbox.operator;

import io.eventbatcher.config.HubSpotSettings;
import io.eventbatcher.config.Settings;
import io.eventbatcher.config.source.SettingsFile;
import io.eventbatcher.sandbox.endtoend.SharedStack;
import io.eventbatcher.sandbox.registry.EmbeddedRegistry;
import io.eventbatcher.sandbox.simulator.HubSpotSimulator;
import io.eventbatcher.sandbox.simulator.SimulatorSettings;
import io.eventbatcher.sandbox.simulator.api.HubSpotAccount;
import io.eventbatcher.service.Check;
import io.eventbatcher.service.Validation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The service's topics and schemas under their default names on the shared broker and registry, and a simulator of its own. */
final class ValidationWorld implements AutoCloseable {
    /** A token without the scope for marketing events. */
    static final String EVENTS_ONLY = "events-only";

    final HubSpotSimulator hubSpot = HubSpotSimulator.start(SimulatorSettings.defaults()
            .withOldCredentials(true)
            .withAccount(HubSpotAccount.defaults().withToken(EVENTS_ONLY, Set.of("analytics.behavioral_events.send"))));

    ValidationWorld() {
        Settings settings = settings(Map.of());
        SharedStack.embedded().createTopics(settings, 2);
        SharedStack.embedded().registerSchemas(settings);
    }

    EmbeddedRegistry registry() {
        return SharedStack.embedded().registry();
    }

    String bootstrapServers() {
        return SharedStack.embedded().broker().bootstrapServers();
    }

    Settings settings(Map<String, String> overrides, String... more) {
        Map<String, String> environment = new HashMap<>(Map.of(
                HubSpotSettings.TOKEN_VARIABLE,
                HubSpotAccount.DEFAULT_TOKEN,
                "EVENT_BATCHER_KAFKA_BOOTSTRAP_SERVERS",
                bootstrapServers(),
                "EVENT_BATCHER_REGISTRY_URL",
                registry().url(),
                "EVENT_BATCHER_HUBSPOT_BASE_URL",
                hubSpot.baseUrl().toString()));
        environment.putAll(overrides);
        return SettingsFile.parse(String.join("\n", more), environment);
    }

    /** What validation finds wrong. */
    List<Check> failures(Settings settings) {
        return Validation.run(settings).stream().filter(check -> !check.good()).toList();
    }

    @Override
    public void close() {
        hubSpot.close();
    }
}
