package io.eventbatcher.ingest.registry;

import java.net.URI;
import java.time.Duration;

/** How look-ups of schemas are put together. */
public final class Schemas {
    private Schemas() {}

    /**
     * A registry with a cache and one retry.
     *
     * @param url the registry's base URL
     * @param timeout the longest a look-up may take in all; both attempts share it
     */
    public static SchemaLookup registry(URI url, Duration timeout) {
        return CachedSchemas.wrap(RetriedSchemas.wrap(new RegistryClient(url, timeout.dividedBy(2))));
    }
}
