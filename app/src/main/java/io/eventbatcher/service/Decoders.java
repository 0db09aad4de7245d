package io.eventbatcher.service;

import io.eventbatcher.config.ConfigurationException;
import io.eventbatcher.config.IngestSettings;
import io.eventbatcher.config.Settings;
import io.eventbatcher.health.SupervisedLoop;
import io.eventbatcher.ingest.Decoding;
import io.eventbatcher.ingest.IngestPolicy;
import io.eventbatcher.ingest.registry.AsyncSchemaCache;
import io.eventbatcher.ingest.registry.ProbePolicy;
import io.eventbatcher.ingest.registry.Schemas;
import io.eventbatcher.time.Clocks;
import java.time.Duration;
import java.util.Optional;

/** Makes the parts of decoding from the settings. */
final class Decoders {
    private static final String DESERIALIZER = "deserializer";

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
    static AsyncSchemaCache schemas(Settings settings, IngestPolicy policy, Clocks clocks) {
        return Schemas.registry(
                settings.registry(), policy.registry(), clocks, SupervisedLoop.daemons("registry-prober"));
    }

    /** Makes and configures another vendor's deserializer, as the service would; no check for our own. */
    static Optional<Check> deserializer(Settings settings) {
        return settings.avro().deserializer().map(className -> {
            try {
                foreign(settings, className, ProbePolicy.DEFAULT.grace(), Clocks.SYSTEM);
                return new Check(true, DESERIALIZER, className + " can be made and configured");
            } catch (IllegalArgumentException unusable) {
                return Check.failed(DESERIALIZER, String.valueOf(unusable.getMessage()));
            }
        });
    }

    /** @throws ConfigurationException when another vendor's deserializer cannot be made */
    static Decoding decoding(Settings settings, AsyncSchemaCache schemas, IngestPolicy policy, Clocks clocks) {
        if (settings.avro().deserializer().isEmpty()) {
            return Decoding.own(schemas);
        }
        try {
            return foreign(
                    settings,
                    settings.avro().deserializer().get(),
                    policy.registry().grace(),
                    clocks);
        } catch (IllegalArgumentException unusable) {
            throw new ConfigurationException(String.valueOf(unusable.getMessage()));
        }
    }

    private static Decoding foreign(Settings settings, String className, Duration grace, Clocks clocks) {
        return Decoding.foreign(className, settings.avro().properties(), grace, clocks);
    }
}
