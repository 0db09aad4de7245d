package io.eventbatcher.ingest.registry;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the log what looks wrong with the registry: when it begins, when it changes, every half minute, and when it is over. */
final class RegistryLog {
    private static final Logger LOG = LoggerFactory.getLogger(RegistryLog.class);
    private static final Duration SAY_AGAIN_AFTER = Duration.ofSeconds(30);

    /** Instances that fail in different ways take turns. */
    private static final Duration SAY_CHANGE_AFTER = Duration.ofSeconds(10);

    private final InstantSource clock;
    private volatile @Nullable String trouble;
    private Instant since = Instant.EPOCH;
    private Instant said = Instant.EPOCH;

    RegistryLog(InstantSource clock) {
        this.clock = clock;
    }

    /** What keeps the registry from being asked, as a sentence; empty while it answers. */
    Optional<String> current() {
        return Optional.ofNullable(trouble);
    }

    void met(String why) {
        Instant now = clock.instant();
        if (trouble == null) {
            since = now;
        }
        Duration silent = why.equals(trouble) ? SAY_AGAIN_AFTER : SAY_CHANGE_AFTER;
        if (trouble == null || !now.isBefore(said.plus(silent))) {
            LOG.atWarn().log(why);
            said = now;
        }
        trouble = why;
    }

    void denied(SchemaId id, Duration grace) {
        LOG.atWarn()
                .log(
                        "The registry says that {} does not exist. Its records wait; if it says so for {} s more, they become"
                                + " dead letters unknown-schema.",
                        id,
                        grace.toSeconds());
    }

    void over() {
        if (trouble != null) {
            LOG.atInfo()
                    .addKeyValue(
                            "seconds", Duration.between(since, clock.instant()).toSeconds())
                    .log("The registry answers again.");
            trouble = null;
        }
    }
}
