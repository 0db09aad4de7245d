package io.eventbatcher.service;

import io.eventbatcher.config.ConfigurationException;
import io.eventbatcher.config.IngestSettings;
import io.eventbatcher.config.Settings;
import io.eventbatcher.ingest.Decoding;
import io.eventbatcher.ingest.IngestPolicy;
import io.eventbatcher.ingest.registry.AsyncSchemaCache;
import io.eventbatcher.ingest.registry.ProbePolicy;
import io.eventbatcher.ingest.registry.Schemas;
import java.time.InstantSource;

/** Makes the parts of decoding from the settings. */
final class Decoders {
    private Decoders() {}

    /** The waiting times of ingest. */
    static IngestPolicy policy(IngestSettings settings) {
        return new IngestPolicy(
                ProbePolicy.DEFAULT.withGrace(settings.unknownSchemaGrace()),
                settings.rejectionStreak(),
                settings.probeEvery(),
                settings.probeRecords());
    }

    /** @throws ConfigurationException when a certificate or key cannot be used */
    static AsyncSchemaCache schemas(Settings settings, IngestPolicy policy, InstantSource clock) {
        return Schemas.registry(settings.registry(), policy.registry(), clock, Decoders::prober);
    }

    /** @throws ConfigurationException when another vendor's deserializer cannot be made */
    static Decoding decoding(Settings settings, AsyncSchemaCache schemas, IngestPolicy policy, InstantSource clock) {
        if (settings.avro().deserializer().isEmpty()) {
            return Decoding.own(schemas);
        }
        try {
            return Decoding.foreign(
                    settings.avro().deserializer().get(),
                    settings.avro().properties(),
                    policy.registry().grace(),
                    clock);
        } catch (IllegalArgumentException unusable) {
            throw new ConfigurationException(String.valueOf(unusable.getMessage()));
        }
    }

    private static Thread prober(Runnable work) {
        Thread thread = new Thread(work, "registry-prober");
        thread.setDaemon(true);
        return thread;
    }
}
