package io.eventbatcher.service;

import io.eventbatcher.config.ConfigurationException;
import io.eventbatcher.config.Settings;
import io.eventbatcher.ingest.registry.RegistryAdmin;
import io.eventbatcher.ingest.registry.RegistryAdmin.Result;
import io.eventbatcher.ingest.registry.RegistryAdmin.State;
import io.eventbatcher.route.Route;
import io.eventbatcher.service.ProvisionResult.Action;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** Registers the schemas of events. Instances of a registry share schemas, so the first instance with an answer suffices. */
final class SchemaProvisioner {
    private final Settings settings;
    private final boolean dryRun;
    private final Duration patience;

    /** @param patience bounds each request */
    SchemaProvisioner(Settings settings, boolean dryRun, Duration patience) {
        this.settings = settings;
        this.dryRun = dryRun;
        this.patience = patience;
    }

    List<ProvisionResult> run() {
        URI url = settings.registry().urls().stream()
                .filter(this::answers)
                .findFirst()
                .orElse(settings.registry().urls().get(0));
        try (RegistryAdmin registry = new RegistryAdmin(settings.registry(), url, patience)) {
            return settings.enabledRoutes().stream()
                    .map(route -> schema(registry, route))
                    .toList();
        } catch (ConfigurationException store) {
            return List.of(result(Action.FAILED, url.toString(), String.join(" ", store.findings())));
        }
    }

    private boolean answers(URI url) {
        try (RegistryAdmin registry = new RegistryAdmin(settings.registry(), url, patience)) {
            return registry.probe().state() == State.GOOD;
        } catch (ConfigurationException store) {
            return false;
        }
    }

    private ProvisionResult schema(RegistryAdmin registry, Route route) {
        String topic = settings.route(route).topic();
        String subject = RegistryAdmin.subject(topic);
        Result known = registry.lookUp(route, topic);
        return switch (known.state()) {
            case GOOD -> result(Action.OK, subject, known.detail());
            case FAILED -> result(Action.FAILED, subject, known.detail());
            case ABSENT ->
                dryRun
                        ? result(Action.WOULD_REGISTER, subject, route.recordName())
                        : registered(subject, registry.register(route, topic));
        };
    }

    private static ProvisionResult registered(String subject, Result registered) {
        Action action = registered.state() == State.GOOD ? Action.REGISTERED : Action.FAILED;
        return result(action, subject, registered.detail());
    }

    private static ProvisionResult result(Action action, String name, String detail) {
        return new ProvisionResult(action, ProvisionResult.SCHEMA, name, detail);
    }
}
