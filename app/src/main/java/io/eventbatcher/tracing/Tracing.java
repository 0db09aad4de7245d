package io.eventbatcher.tracing;

import io.eventbatcher.config.Settings;
import io.eventbatcher.hubspot.HubSpotClient;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** The tracing of an instance. Without a collector in the settings, no class of OpenTelemetry is loaded and requests take no detour. */
public final class Tracing {
    private Tracing() {}

    /**
     * Opens a client; if the settings name a collector, within a client that traces the requests.
     *
     * @param shown gets the number of spans that the collector has taken, and of spans that are lost
     */
    public static HubSpotClient around(
            Supplier<HubSpotClient> client, Settings settings, BiConsumer<LongSupplier, LongSupplier> shown) {
        SpanCounts counts = new SpanCounts();
        shown.accept(counts::exported, counts::lost);
        return settings.report().tracing().address().isEmpty()
                ? client.get()
                : TracedClient.open(client.get(), settings, counts);
    }
}
