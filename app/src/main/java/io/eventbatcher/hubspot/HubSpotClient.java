package io.eventbatcher.hubspot;

import io.eventbatcher.route.Route;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;

/** Sends one request, once. */
public interface HubSpotClient extends AutoCloseable {
    /**
     * Sends the request and returns at once. The future always completes, and never exceptionally: failures are outcomes. Completion runs
     * on a thread of the client and must not block.
     */
    CompletableFuture<Outcome> send(HubSpotRequest request);

    /**
     * Tells a listener the account's limits from answers, before the outcome completes and on the same thread. One listener at most, set
     * before the first request.
     */
    default void onLimits(BiConsumer<Route, LimitHeaders> listener) {}

    /** Closes connections and threads; requests in flight end as {@link Outcome.Retry}. */
    @Override
    void close();
}
