package io.eventbatcher.ingest.registry;

import io.eventbatcher.config.ConfigurationException;
import io.eventbatcher.config.RegistrySettings;
import io.eventbatcher.time.Clocks;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import okhttp3.OkHttpClient;

/** Assembles look-ups of schemas. */
public final class Schemas {
    private Schemas() {}

    /**
     * Starts asking a registry in the background: a cache, one retry, every URL in turn.
     *
     * @throws ConfigurationException when a trust store or key store cannot be used
     */
    public static AsyncSchemaCache registry(
            RegistrySettings settings, ProbePolicy policy, Clocks clocks, ThreadFactory threads) {
        return AsyncSchemaCache.start(registry(settings), policy, clocks, threads);
    }

    static Registry registry(RegistrySettings settings) {
        // a request and its repetition share the time of a look-up
        OkHttpClient http = RegistryHttp.client(settings, settings.timeout().dividedBy(2));
        List<Registry> instances = settings.urls().stream()
                .map(url -> RetriedRegistry.wrap(new RegistryClient(new RegistryEndpoint(http, url))))
                .toList();
        return FailoverRegistry.of(instances);
    }
}
