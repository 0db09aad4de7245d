package io.eventbatcher.hubspot;

import io.eventbatcher.route.Route;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;

/** Sends one request, once. */
public interface HubSpotClient extends AutoCloseable {
    /**
     * Sends the request and returns at once. The future always completes, and never exceptionally: failures are outcomes. It
     * completes on a thread of the client, which must not be kept.
     */
    CompletableFuture<Outcome> send(HubSpotRequest request);

    /**
     * Tells what answers say of the account's limits, before their outcome completes and on the same thread. At most one listener,
     * to be set before the first request.
     */
    default void onLimits(BiConsumer<Route, LimitHeaders> listener) {}

    /** Lets go of connections and threads; requests in flight end as {@link Outcome.Retry}. */
    @Override
    void close();
}
