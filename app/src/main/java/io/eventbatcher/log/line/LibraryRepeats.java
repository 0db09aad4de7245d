package io.eventbatcher.log.line;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;

/**
 * Lets one warning of a kind per minute through from libraries. In an outage of Kafka each of a dozen clients warns of each attempt to
 * connect, a hundred lines in a second. A library whose level is INFO or lower is being watched, and may say all.
 */
public final class LibraryRepeats extends TurboFilter {
    static final Duration INTERVAL = Duration.ofMinutes(1);
    static final int MOST_KINDS = 500;

    /** A client says of one outage: no connection, a bootstrap broker that is gone, metadata that is not to be had. */
    private static final String CONNECTIONS = "org.apache.kafka.clients.NetworkClient";

    private static final String OURS = "io.eventbatcher";

    private final LongSupplier nanos;
    /** The time of the last line of each kind, the oldest first. */
    private final Map<String, Long> said = new LinkedHashMap<>();

    /** Called by Logback. */
    public LibraryRepeats() {
        this(System::nanoTime);
    }

    LibraryRepeats(LongSupplier nanos) {
        this.nanos = nanos;
    }

    @Override
    public FilterReply decide(
            @Nullable Marker marker,
            Logger logger,
            Level level,
            @Nullable String format,
            @Nullable Object @Nullable [] values,
            @Nullable Throwable thrown) {
        boolean repeats = format != null
                && level.isGreaterOrEqual(Level.WARN)
                && !logger.getName().startsWith(OURS)
                && logger.getEffectiveLevel().toInt() == Level.WARN_INT
                && wasSaid(kind(logger.getName(), level, format));
        return repeats ? FilterReply.DENY : FilterReply.NEUTRAL;
    }

    private synchronized boolean wasSaid(String kind) {
        long now = nanos.getAsLong();
        Long last = said.get(kind);
        if (last != null && now - last < INTERVAL.toNanos()) {
            return true;
        }
        said.remove(kind);
        if (said.size() >= MOST_KINDS) {
            said.remove(said.keySet().iterator().next());
        }
        said.put(kind, now);
        return false;
    }

    /** The logger, and the message without the client's name before it and without numbers. */
    private static String kind(String logger, Level level, String format) {
        if (logger.equals(CONNECTIONS) && level.toInt() == Level.WARN_INT) {
            return logger;
        }
        int start = format.startsWith("[") ? format.indexOf("] ") + 1 : 0;
        return logger + format.substring(start).replaceAll("\\d+", "#");
    }
}
