package io.eventbatcher.service;

import io.eventbatcher.config.ConfigurationException;
import io.eventbatcher.config.Settings;
import io.eventbatcher.hubspot.http.HubSpotProbe;
import io.eventbatcher.hubspot.http.ProbeResult;
import io.eventbatcher.ingest.registry.RegistryAdmin;
import io.eventbatcher.ingest.registry.RegistryAdmin.Result;
import io.eventbatcher.ingest.registry.RegistryAdmin.State;
import io.eventbatcher.route.Route;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks state directory, Kafka, registry, deserializer and HubSpot, and changes nothing. */
public final class Validation {
    /** Enough for a remote broker, and bearable at a terminal. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Settings settings;
    private final List<Check> checks = new ArrayList<>();

    private Validation(Settings settings) {
        this.settings = settings;
    }

    /** Runs all checks, within seconds each. A failure is a check, never an exception. */
    public static List<Check> run(Settings settings) {
        Validation validation = new Validation(settings);
        validation.checks.add(new StateDirectory(settings).check());
        validation.checks.addAll(KafkaChecks.run(settings, PATIENCE));
        validation.registry();
        Decoders.deserializer(settings).ifPresent(validation.checks::add);
        validation.hubSpot();
        return List.copyOf(validation.checks);
    }

    private void registry() {
        Optional<URI> answering = Optional.empty();
        for (URI url : settings.registry().urls()) {
            try (RegistryAdmin registry = new RegistryAdmin(settings.registry(), url, PATIENCE)) {
                Result result = registry.probe();
                checks.add(new Check(result.state() == State.GOOD, "registry", result.detail()));
                answering = answering.isEmpty() && result.state() == State.GOOD ? Optional.of(url) : answering;
            } catch (ConfigurationException store) {
                checks.add(Check.failed("registry", String.join(" ", store.findings())));
            }
        }
        answering.ifPresent(this::subjects);
    }

    private void subjects(URI url) {
        try (RegistryAdmin registry = new RegistryAdmin(settings.registry(), url, PATIENCE)) {
            for (Route route : settings.enabledRoutes()) {
                String topic = settings.route(route).topic();
                Result result = registry.latest(
                        route, topic, settings.avro().deserializer().isPresent());
                String remedy = result.state() == State.ABSENT
                        ? "; 'event-batcher topics' registers it, or the first producer does"
                        : "";
                checks.add(new Check(
                        result.state() == State.GOOD,
                        "schema " + RegistryAdmin.subject(topic),
                        result.detail() + remedy));
            }
        }
    }

    private void hubSpot() {
        Optional<String> missing = settings.hubspot().missingCredentials();
        if (missing.isPresent()) {
            checks.add(Check.failed("HubSpot", missing.get()));
            return;
        }
        try (HubSpotProbe probe = new HubSpotProbe(settings, PATIENCE)) {
            for (Route route : settings.enabledRoutes()) {
                ProbeResult result = probe.ask(route);
                checks.add(new Check(result.good(), "HubSpot " + route, result.detail()));
            }
        }
    }
}
