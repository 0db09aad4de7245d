package io.eventbatcher.hubspot;

import java.util.concurrent.CompletableFuture;

/** Sends one request, once. */
public interface HubSpotClient extends AutoCloseable {
    /**
     * Sends the request and returns at once. The future always completes, and never exceptionally: failures are outcomes. It
     * completes on a thread of the client, which must not be kept.
     */
    CompletableFuture<Outcome> send(HubSpotRequest request);

    /** Lets go of connections and threads; requests in flight end as {@link Outcome.Retry}. */
    @Override
    void close();
}
