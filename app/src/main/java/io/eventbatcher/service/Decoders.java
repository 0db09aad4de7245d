package io.eventbatcher.service;

import io.eventbatcher.config.ConfigurationException;
import io.eventbatcher.config.Settings;
import io.eventbatcher.ingest.IngestPolicy;
import io.eventbatcher.ingest.registry.AskedSchemas;
import io.eventbatcher.ingest.registry.RegistryAccess;
import io.eventbatcher.ingest.registry.Schemas;
import java.time.InstantSource;

/** How values are decoded by this configuration. */
final class Decoders {
    private Decoders() {}

    /** @throws ConfigurationException when the registry cannot be reached as configured, whatever it answers */
    static AskedSchemas schemas(Settings settings, IngestPolicy policy, InstantSource clock) {
        try {
            return Schemas.registry(access(settings), policy.registry(), clock, Decoders::prober);
        } catch (IllegalArgumentException unusable) {
            throw new ConfigurationException(String.valueOf(unusable.getMessage()));
        }
    }

    private static RegistryAccess access(Settings settings) {
        return RegistryAccess.open(
                settings.registry().url(), settings.registry().timeout());
    }

    private static Thread prober(Runnable work) {
        Thread thread = new Thread(work, "registry-prober");
        thread.setDaemon(true);
        return thread;
    }
}
