package io.eventbatcher.config;

import io.eventbatcher.config.table.Key;
import io.eventbatcher.config.table.Section;
import io.eventbatcher.config.table.Span;
import io.eventbatcher.config.table.Values;
import java.time.Duration;

/** The upkeep of an instance: stopping and tidying up. */
public record UpkeepSettings(Duration shutdownTimeout, Duration purgeInterval) {
    static final Section KEYS = new Section("");

    private static final Key<Duration> SHUTDOWN_TIMEOUT =
            KEYS.add("shutdown-timeout", Span.of("1s", "10m"), "25s", """
                The longest time that a stop may take: requests in flight are waited for and settled. A request without an
                answer by then is sent again at the next start. Keep the time below the platform's patience before it kills;
                Kubernetes allows 30s.
                """);
    private static final Key<Duration> PURGE_INTERVAL = KEYS.add("purge-interval", Span.of("1s", "1d"), "30s", """
        The time between two deletions of settled batches from the batches topics, which have no retention of their own.
        """);

    public UpkeepSettings {
        SHUTDOWN_TIMEOUT.check(shutdownTimeout);
        PURGE_INTERVAL.check(purgeInterval);
    }

    UpkeepSettings(Values values) {
        this(values.get(SHUTDOWN_TIMEOUT), values.get(PURGE_INTERVAL));
    }
}
