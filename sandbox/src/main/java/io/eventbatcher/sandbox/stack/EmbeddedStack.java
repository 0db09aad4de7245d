package io.eventbatcher.sandbox.stack;

import io.eventbatcher.config.HubSpotSettings;
import io.eventbatcher.config.Settings;
import io.eventbatcher.config.source.SettingsFile;
import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.broker.EmbeddedBroker;
import io.eventbatcher.sandbox.load.plan.LoadAccount;
import io.eventbatcher.sandbox.registry.EmbeddedRegistry;
import io.eventbatcher.sandbox.simulator.HubSpotSimulator;
import io.eventbatcher.sandbox.simulator.SimulatorSettings;
import io.eventbatcher.sandbox.simulator.access.RateLimits;
import io.eventbatcher.sandbox.simulator.api.HubSpotAccount;
import java.nio.file.Path;
import java.util.Map;

/** A broker, a registry and the HubSpot simulator in this process, with the topics and schemas of the service. */
public final class EmbeddedStack implements AutoCloseable {
    private final EmbeddedBroker broker;
    private final EmbeddedRegistry registry;
    private final HubSpotSimulator simulator;

    private EmbeddedStack(EmbeddedBroker broker, EmbeddedRegistry registry, HubSpotSimulator simulator) {
        this.broker = broker;
        this.registry = registry;
        this.simulator = simulator;
    }

    /** An account that defines the names and ids of the load generator, and nothing that HubSpot is meant to refuse. */
    public static HubSpotAccount account() {
        return HubSpotAccount.defaults()
                .withEventDefinitions(LoadAccount.eventNames())
                .withObjectIds(HubSpotAccount.objectIdsBetween(1, LoadAccount.LAST_OBJECT_ID));
    }

    /** HubSpot with this account, and no limits that a load would have to wait for. */
    public static SimulatorSettings simulatorOfLoads() {
        return SimulatorSettings.defaults().withAccount(account()).withLimits(RateLimits.none());
    }

    /** Starts the three; topics come with {@link #createTopics}. */
    public static EmbeddedStack start(SimulatorSettings simulator) {
        EmbeddedBroker broker = EmbeddedBroker.start();
        try {
            return new EmbeddedStack(broker, EmbeddedRegistry.start(0), HubSpotSimulator.start(simulator));
        } catch (RuntimeException failure) {
            broker.close();
            throw failure;
        }
    }

    /** Creates the source topics with {@code sourcePartitions} partitions, and the service's own topics. */
    public void createTopics(Settings settings, int sourcePartitions) {
        backend().createTopics(settings, sourcePartitions);
    }

    /** Registers the schemas like a producer, and returns their ids. */
    public Map<Route, Integer> registerSchemas(Settings settings) {
        return backend().registerSchemas(settings);
    }

    /** Where the broker and the registry are. */
    public Backend backend() {
        return new Backend(broker.bootstrapServers(), registry.url());
    }

    /**
     * A configuration for this stack, read like any other.
     *
     * @param stateDir the directory of the instance's state
     * @param more further lines of YAML, without the keys kafka, registry, hubspot and state-dir
     */
    public Settings settings(Path stateDir, String... more) {
        return SettingsFile.parse(
                """
                state-dir: '%s'
                kafka: {bootstrap-servers: '%s'}
                registry: {url: '%s'}
                hubspot: {base-url: '%s'}
                """.formatted(stateDir, broker.bootstrapServers(), registry.url(), simulator.baseUrl())
                        + String.join("\n", more),
                Map.of(HubSpotSettings.TOKEN_VARIABLE, HubSpotAccount.DEFAULT_TOKEN));
    }

    public EmbeddedBroker broker() {
        return broker;
    }

    public EmbeddedRegistry registry() {
        return registry;
    }

    public HubSpotSimulator simulator() {
        return simulator;
    }

    @Override
    public void close() {
        simulator.close();
        registry.close();
        broker.close();
    }
}
