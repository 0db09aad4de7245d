package io.eventbatcher.replay.event;

import io.eventbatcher.config.Settings;
import io.eventbatcher.ingest.registry.RegistryAdmin;
import io.eventbatcher.ingest.registry.RegistryAdmin.State;
import io.eventbatcher.route.Route;
import java.net.URI;
import java.util.EnumMap;
import java.util.Map;

/** The ids of our own schemas, as the registry has them below the routes' topics. Each is asked for once; registers nothing. */
final class OurSchemas {
    private final Settings settings;
    private final Map<Route, Found> found = new EnumMap<>(Route.class);

    OurSchemas(Settings settings) {
        this.settings = settings;
    }

    /**
     * An answer.
     *
     * @param id 0 for none
     * @param trouble the reason why there is no id, as a sentence; empty if there is one
     */
    record Found(int id, String trouble) {}

    Found of(Route route) {
        return found.computeIfAbsent(route, this::asked);
    }

    private Found asked(Route route) {
        String topic = settings.route(route).topic();
        String trouble = "";
        for (URI url : settings.registry().urls()) {
            try (RegistryAdmin registry = new RegistryAdmin(
                    settings.registry(), url, settings.registry().timeout())) {
                RegistryAdmin.Result result = registry.lookUp(route, topic);
                if (result.state() == State.GOOD) {
                    return new Found(result.id(), "");
                }
                trouble = "Our schema " + RegistryAdmin.subject(topic) + ' ' + result.detail()
                        + (result.state() == State.ABSENT ? "; 'event-batcher topics' registers it." : ".");
            }
        }
        return new Found(0, trouble);
    }
}
