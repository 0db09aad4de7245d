package io.eventbatcher.log.line;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;

/**
 * Lets one warning of a kind per minute through from libraries, and ten errors; a line for each kind says later how many were left out. In an outage of
 * Kafka each of a dozen clients warns of each attempt to connect, a hundred lines in a second. A library whose level is INFO or lower is being
 * watched, and may say all.
 */
public final class LibraryRepeats extends TurboFilter {
    static final Duration INTERVAL = Duration.ofMinutes(1);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    static final int MOST_KINDS = 500;
    static final int MOST_ERRORS = 10;

    /** A client says of one outage: no connection, a bootstrap broker that is gone, metadata that is not to be had. */
    private static final String CONNECTIONS = "org.apache.kafka.clients.NetworkClient";

    private static final String OURS = "io.eventbatcher";

    private final LongSupplier nanos;
    /** The lines of each kind since the begin of its minute, the oldest first. */
    private final Map<String, Lines> kinds = new LinkedHashMap<>();

    private final List<Lines> evicted = new ArrayList<>();
    /** Read at each call of any logger, most of which write nothing. */
    private volatile boolean leftOut;

    private volatile long nextLook;

    /** Lines of a kind. */
    private static final class Lines {
        private final Logger logger;
        private final Level level;
        private final String format;
        private final long since;
        private int let;
        private long leftOut;

        Lines(Logger logger, Level level, String format, long since) {
            this.logger = logger;
            this.level = level;
            this.format = format;
            this.since = since;
        }

        boolean isOver(long now) {
            return now - since >= INTERVAL.toNanos();
        }

        boolean mayGo() {
            boolean may = let < (level.isGreaterOrEqual(Level.ERROR) ? MOST_ERRORS : 1);
            if (may) {
                let++;
            } else {
                leftOut++;
            }
            return may;
        }

        void tell() {
            logger.getLoggerContext()
                    .getLogger(LibraryRepeats.class)
                    .atWarn()
                    .addKeyValue("level", level)
                    .addKeyValue("logger", logger.getName())
                    .addKeyValue("lines", leftOut)
                    .addKeyValue("like", format)
                    .log("Lines of a library that repeated one another were left out.");
        }
    }

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
        if (leftOut && nanos.getAsLong() - nextLook >= 0) {
            due().forEach(Lines::tell);
        }
        if (format == null
                || !level.isGreaterOrEqual(Level.WARN)
                || logger.getName().startsWith(OURS)
                || logger.getEffectiveLevel().toInt() != Level.WARN_INT) {
            return FilterReply.NEUTRAL;
        }
        return mayGo(logger, level, format) ? FilterReply.NEUTRAL : FilterReply.DENY;
    }

    /** The kinds whose minute is over, with the lines that were left out. */
    private synchronized List<Lines> due() {
        long now = nanos.getAsLong();
        nextLook = now + LOOK_EVERY.toNanos();
        List<Lines> due = new ArrayList<>(evicted);
        evicted.clear();
        kinds.values().removeIf(lines -> {
            boolean over = lines.leftOut > 0 && lines.isOver(now);
            if (over) {
                due.add(lines);
            }
            return over;
        });
        leftOut = kinds.values().stream().anyMatch(lines -> lines.leftOut > 0);
        return due;
    }

    private synchronized boolean mayGo(Logger logger, Level level, String format) {
        long now = nanos.getAsLong();
        String kind = kind(logger.getName(), level, format);
        Lines lines = kinds.get(kind);
        if (lines == null || lines.isOver(now)) {
            kinds.remove(kind);
            if (kinds.size() >= MOST_KINDS) {
                Lines oldest = kinds.remove(kinds.keySet().iterator().next());
                if (oldest != null && oldest.leftOut > 0) {
                    evicted.add(oldest);
                }
            }
            lines = new Lines(logger, level, format, now);
            kinds.put(kind, lines);
        }
        boolean may = lines.mayGo();
        leftOut |= !may;
        return may;
    }

    /** The logger, and the message without the client's name before it and without numbers. */
    private static String kind(String logger, Level level, String format) {
        if (logger.equals(CONNECTIONS) && level.toInt() == Level.WARN_INT) {
            return logger;
        }
        int start = format.startsWith("[") ? format.indexOf("] ") + 1 : 0;
        return level + logger + format.substring(start).replaceAll("\\d+", "#");
    }
}
