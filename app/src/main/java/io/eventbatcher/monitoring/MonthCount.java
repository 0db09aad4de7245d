package io.eventbatcher.monitoring;

import io.eventbatcher.health.SupervisedLoop;
import io.eventbatcher.health.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Events that HubSpot took of this instance in the calendar month. HubSpot tells nobody how much of the month's quota is left, so the instance counts,
 * and keeps the count over restarts in a file of the state directory. A lost file begins at 0.
 */
final class MonthCount implements AutoCloseable {
    private static final Duration INTERVAL = Duration.ofSeconds(10);
    private static final Logger LOG = LoggerFactory.getLogger(MonthCount.class);

    private final Path file;
    private final LongSupplier delivered;
    private final InstantSource clock;
    private final ZoneId zone;
    private YearMonth month;
    /** The count of the month at the time at which {@link #delivered} was {@link #base}. */
    private long before;

    private long base;

    private final SupervisedLoop loop;

    private MonthCount(Path file, LongSupplier delivered, InstantSource clock, ZoneId zone) {
        this.file = file;
        this.delivered = delivered;
        this.clock = clock;
        this.zone = zone;
        this.month = YearMonth.from(clock.instant().atZone(zone));
        this.before = kept();
        this.loop = SupervisedLoop.every(INTERVAL, "the count of the month", "month-count", this::keep);
    }

    /**
     * Goes on with the count of the file.
     *
     * @param delivered events delivered since the start of the instance
     * @param zone the account's
     */
    static MonthCount start(Path file, LongSupplier delivered, InstantSource clock, ZoneId zone) {
        return new MonthCount(file, delivered, clock, zone);
    }

    private long kept() {
        try {
            String[] words = Files.readString(file).strip().split(" ", -1);
            return words.length == 2 && YearMonth.parse(words[0]).equals(month) ? Long.parseLong(words[1]) : 0;
        } catch (NoSuchFileException first) {
            return 0;
        } catch (IOException | DateTimeException | NumberFormatException damaged) {
            LOG.atWarn()
                    .addKeyValue("file", file)
                    .log("The count of the month's events cannot be read and begins at 0.");
            return 0;
        }
    }

    /** The events of the month so far. Any thread. */
    synchronized long events() {
        long now = delivered.getAsLong();
        YearMonth present = YearMonth.from(clock.instant().atZone(zone));
        if (!present.equals(month)) {
            month = present;
            before = 0;
            base = now;
        }
        return before + now - base;
    }

    /** The time until the month ends. Any thread. */
    Duration left() {
        YearMonth present = YearMonth.from(clock.instant().atZone(zone));
        return Duration.between(
                clock.instant(),
                present.plusMonths(1).atDay(1).atStartOfDay(zone).toInstant());
    }

    private synchronized void keep() {
        try {
            // the events first: they may begin a month
            long events = events();
            WholeFile.write(file, month + " " + events);
        } catch (IOException full) {
            // the heartbeat, which is written beside the file, tells of the trouble
            LOG.atDebug().addKeyValue("cause", full.toString()).log("The count of the month was not kept.");
        }
    }

    /** The trouble of the count's own thread, as a clause. */
    Optional<String> trouble() {
        return loop.trouble();
    }

    @Override
    public void close() {
        loop.close();
        keep();
    }
}
