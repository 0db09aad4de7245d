package io.eventbatcher.batching.streams;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;

/**
 * Lines of the log while stores are restored: one every five seconds, and one at the end if there was any. A restoration begins with its first
 * store and ends with the last. Threads take turns.
 */
final class RestorationLog {
    private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Logger log;
    private long begun;
    private long due;
    private long all;
    private int stores;
    private int open;
    private boolean told;

    RestorationLog(Logger log) {
        this.log = log;
    }

    /** A store begins. */
    synchronized void begins(long now, long records) {
        if (open == 0) {
            begun = now;
            due = now + INTERVAL_NANOS;
            all = 0;
            stores = 0;
            told = false;
        }
        open++;
        stores++;
        all += records;
    }

    /** @param left records of all stores */
    synchronized void goesOn(long now, long left) {
        if (now - due < 0) {
            return;
        }
        due = now + INTERVAL_NANOS;
        told = true;
        long read = all - left;
        double perSecond = Math.max(1e-3, read / seconds(now));
        log.atInfo()
                .addKeyValue("stores", stores)
                .log(
                        "Stores are restored from Kafka: {} of {} changelog records are read ({} %), {} a second, about {} s left.",
                        "%,d".formatted(read),
                        "%,d".formatted(all),
                        100 * read / Math.max(1, all),
                        "%,.0f".formatted(perSecond),
                        "%,.0f".formatted(left / perSecond));
    }

    /**
     * A store ends.
     *
     * @param unread records of the store that are not read here
     */
    synchronized void ends(long now, long unread) {
        open--;
        all -= unread;
        if (open == 0 && told) {
            log.atInfo()
                    .addKeyValue("stores", stores)
                    .log(
                            "Stores were restored from Kafka: {} changelog records in {} s.",
                            "%,d".formatted(all),
                            "%,.0f".formatted(seconds(now)));
        }
    }

    private double seconds(long now) {
        return Math.max(1e-3, (now - begun) / 1e9);
    }
}
