package io.eventbatcher.ingest.registry;

import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import okhttp3.OkHttpClient;

/** How look-ups of schemas are put together. */
public final class Schemas {
    private Schemas() {}

    /**
     * Starts asking a registry in the background: a cache, one retry, every URL in turn.
     *
     * @throws IllegalArgumentException when a URL, trust store or key store cannot be used, as a sentence
     */
    public static AskedSchemas registry(
            RegistryAccess access, ProbePolicy policy, InstantSource clock, ThreadFactory threads) {
        return AskedSchemas.start(registry(access), policy, clock, threads);
    }

    static Registry registry(RegistryAccess access) {
        // The registry is told apart from a login page by its first answer, and credentials must not travel elsewhere.
        OkHttpClient.Builder client = new OkHttpClient.Builder()
                .callTimeout(access.timeout())
                .followRedirects(false)
                .followSslRedirects(false);
        TlsSetup.apply(access, client);
        OkHttpClient http = client.build();
        List<Registry> instances = access.urls().stream()
                .map(url -> RetriedRegistry.wrap(new RegistryClient(http, url, access.credentials())))
                .toList();
        return FailoverRegistry.of(instances);
    }
}
