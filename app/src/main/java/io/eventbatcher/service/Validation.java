package io.eventbatcher.service;

import io.eventbatcher.config.ConfigurationException;
import io.eventbatcher.config.Settings;
import io.eventbatcher.hubspot.http.HubSpotProbe;
import io.eventbatcher.hubspot.http.ProbeResult;
import io.eventbatcher.ingest.registry.RegistryAdmin.Result;
import io.eventbatcher.ingest.registry.RegistryAdmin.State;
import io.eventbatcher.ingest.registry.RegistryAdmin;
import io.eventbatcher.route.Route;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterResult;
import org.apache.kafka.common.KafkaException;

/** Reaches for all that the service will need, changes nothing, and says of each what it found. */
public final class Validation {
    /** Long enough for a broker far away, short enough for somebody who waits at a terminal. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Settings settings;
    private final List<Check> checks = new ArrayList<>();

    private Validation(Settings settings) {
        this.settings = settings;
    }

    /** Asks the broker, the registry and HubSpot, each for some seconds at most. Never throws for what it finds. */
    public static List<Check> run(Settings settings) {
        Validation validation = new Validation(settings);
        validation.checks.add(new StateDirectory(settings).check());
        validation.kafka();
        validation.registry();
        validation.hubSpot();
        return List.copyOf(validation.checks);
    }

    private void kafka() {
        try (Admin admin = KafkaClients.admin(settings, PATIENCE)) {
            broker(admin);
            TopicStatus.all(admin, settings, Optional.empty()).forEach(this::topic);
        } catch (KafkaException | ExecutionException | TimeoutException unreachable) {
            String what = checks.stream().anyMatch(check -> check.what().equals("broker")) ? "topics" : "broker";
            checks.add(Check.failed(what, KafkaErrorMessages.explain(unreachable, settings)));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            checks.add(Check.failed("broker", "was not waited for"));
        }
    }

    private void broker(Admin admin) throws ExecutionException, InterruptedException, TimeoutException {
        DescribeClusterResult cluster = admin.describeCluster();
        // twice, because a client that cannot connect may itself take the whole patience to say so
        long seconds = 2 * PATIENCE.toSeconds();
        String id = cluster.clusterId().get(seconds, TimeUnit.SECONDS);
        int brokers = cluster.nodes().get(seconds, TimeUnit.SECONDS).size();
        checks.add(
                Check.good("broker", "cluster " + id + " with " + brokers + (brokers == 1 ? " broker" : " brokers")));
    }

    private void topic(TopicStatus standing) {
        String what = "topic " + standing.name();
        if (standing.look().isEmpty()) {
            checks.add(Check.failed(what, "does not exist; " + standing.remedy()));
        } else if (standing.misfits().isEmpty()) {
            checks.add(Check.good(what, standing.sizes()));
        } else {
            checks.add(Check.failed(
                    what,
                    standing.misfits().stream()
                            .map(TopicCheck.Misfit::sentence)
                            .collect(Collectors.joining("; also "))));
        }
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
                Result result = registry.latest(route, topic);
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
