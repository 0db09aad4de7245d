package io.eventbatcher.ingest.registry;

import io.eventbatcher.log.LogThrottle;
import io.eventbatcher.time.Clocks;
import io.eventbatcher.time.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs a registry's trouble: at the begin, when the reason changes, every half minute, and at the end. */
final class RegistryLog {
    private static final Logger LOG = LoggerFactory.getLogger(RegistryLog.class);

    private final Clocks clocks;
    private final LogThrottle repetitions = new LogThrottle(Duration.ofSeconds(30));

    /** Instances that fail in different ways take turns. */
    private final LogThrottle changes = new LogThrottle(Duration.ofSeconds(10));

    private volatile @Nullable String trouble;
    private volatile Instant begin = Instant.MIN;
    private Moment since = Moment.LONG_AGO;

    RegistryLog(Clocks clocks) {
        this.clocks = clocks;
    }

    /** The reason why the registry gives no answers, as a sentence; empty while the registry answers. */
    Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    /** The begin of the trouble; means nothing while the registry answers. */
    Instant begin() {
        return begin;
    }

    void noAnswer(String why) {
        Moment now = clocks.moment();
        if (trouble == null) {
            since = now;
            begin = clocks.instant();
            changes.reset();
        }
        if (!why.equals(trouble) && changes.tryLog(now)) {
            repetitions.reset();
        }
        if (repetitions.tryLog(now)) {
            LOG.atWarn().log(why);
        }
        trouble = why;
    }

    void denied(SchemaId id, Duration grace) {
        LOG.atWarn()
                .log(
                        "The registry says that {} does not exist. Its records wait; if it says so for {} s more, they"
                                + " become dead letters unknown-schema.",
                        id,
                        grace.toSeconds());
    }

    void over() {
        if (trouble != null) {
            LOG.atInfo()
                    .addKeyValue("seconds", clocks.moment().since(since).toSeconds())
                    .log("The registry answers again.");
            trouble = null;
        }
    }
}
