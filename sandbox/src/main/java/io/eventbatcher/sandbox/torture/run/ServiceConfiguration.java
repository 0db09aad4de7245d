package io.eventbatcher.sandbox.torture.run;

import io.eventbatcher.config.HubSpotSettings;
import io.eventbatcher.config.Settings;
import io.eventbatcher.config.source.SettingsFile;
import io.eventbatcher.sandbox.simulator.api.HubSpotAccount;
import io.eventbatcher.sandbox.stack.EmbeddedStack;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The configuration of the services under torture. All times are short: a run has minutes for the work of hours. Kafka's clients would see new
 * partitions of a topic after five minutes only. A poison event expires after a second, if HubSpot took other events meanwhile.
 */
public final class ServiceConfiguration {
    /** A static member of the consumer groups takes its partitions up again after a restart; the other instances are dynamic members. */
    private static final String STATIC_MEMBER = ", group.instance.id: '%s'";

    private static final String TEXT = """
            instance: '%s'
            state-dir: '%s'
            threads: 1
            purge-interval: 5s
            kafka:
              bootstrap-servers: '%s'
              properties: {session.timeout.ms: 6000, heartbeat.interval.ms: 1000, metadata.max.age.ms: 5000%s}
            registry: {url: '%s'}
            hubspot:
              base-url: '%s'
              instance-header: true
              connect-timeout: 2s
              events-timeout: 5s
              marketing-timeout: 5s
              expire-after: 1s
              rate: {account-per-ten-seconds: 10000}
              halt: {probe-first: 200ms, probe-most: 500ms, judge-after: 3s}
            routes:
              behavioral: {linger: 300ms, lanes: 4, max-inputs: 50, in-flight: 4}
              marketing-upsert: {linger: 500ms, lanes: 3, max-inputs: 20}
              marketing-update: {linger: 500ms, lanes: 3, max-inputs: 20}
            """;

    private final EmbeddedStack stack;
    private final URI api;
    private final String staticMember;

    /**
     * Creates the configurations of a run.
     *
     * @param api the way to HubSpot
     * @param staticMember the instance with static membership
     */
    public ServiceConfiguration(EmbeddedStack stack, URI api, String staticMember) {
        this.stack = stack;
        this.api = api;
        this.staticMember = staticMember;
    }

    /** The configuration file of an instance. */
    public String of(String instance, Path stateDir) {
        return TEXT.formatted(
                instance,
                stateDir,
                stack.broker().bootstrapServers(),
                instance.equals(staticMember) ? STATIC_MEMBER.formatted(instance) : "",
                stack.registry().url(),
                api);
    }

    /** The parsed configuration, for the kit's own use. */
    public Settings settings(Path directory) {
        return SettingsFile.parse(
                of("kit", directory.resolve("kit")),
                Map.of(HubSpotSettings.TOKEN_VARIABLE, HubSpotAccount.DEFAULT_TOKEN));
    }

    /** The changelogs of dedupe, and the batches. */
    public static List<String> batchingTopics(Settings settings) {
        return settings.enabledRoutes().stream()
                .flatMap(route -> Stream.of(
                        settings.applicationId() + '-' + route.label() + "-seen-changelog",
                        settings.topics().batches(route)))
                .toList();
    }
}
