package io.eventbatcher.service;

import io.eventbatcher.config.Settings;
import io.eventbatcher.health.SupervisedLoop;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets ingest's own topics follow source topics that get more partitions while the service runs. */
final class IngestPartitionsWatch implements AutoCloseable {
    /** Shorter than a stream thread's rest after its death, so that the next one finds the partitions. */
    private static final Duration EVERY = Duration.ofSeconds(2);

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Logger LOG = LoggerFactory.getLogger(IngestPartitionsWatch.class);

    private final Settings settings;
    private final Admin admin;
    private final SupervisedLoop loop;
    private volatile Optional<String> trouble = Optional.empty();
    private String logged = "";

    private IngestPartitionsWatch(Settings settings, Admin admin) {
        this.settings = settings;
        this.admin = admin;
        this.loop = SupervisedLoop.every(EVERY, "the watch of ingest's partitions", "ingest-partitions", this::look);
    }

    static IngestPartitionsWatch start(Settings settings) {
        return new IngestPartitionsWatch(settings, KafkaClients.admin(settings, PATIENCE));
    }

    private void look() {
        try {
            IngestPartitions partitions = IngestPartitions.at(admin, settings);
            trouble = partitions.missing().entrySet().stream()
                    .findFirst()
                    .map(missing -> "the topic " + missing.getKey() + " "
                            + partitions.sentence(missing.getKey(), missing.getValue()));
            Map<String, Integer> grown = partitions.grow(admin);
            grown.forEach((topic, now) -> LOG.atWarn()
                    .addKeyValue("topic", topic)
                    .addKeyValue("partitions", now)
                    .log("A source topic has another number of partitions; ingest's own topic follows."));
            trouble = Optional.empty();
        } catch (KafkaException failure) {
            // asked again soon, and logged once; the health repeats it
            trouble.filter(clause -> !clause.equals(logged)).ifPresent(clause -> {
                logged = clause;
                LOG.atError()
                        .addKeyValue("cause", failure.toString())
                        .log("Batching stands still: {}. The brokers refused.", clause);
            });
        }
    }

    /** The topic that lacks partitions, or the trouble of the watch itself, as a clause; empty if all is well. */
    Optional<String> trouble() {
        return trouble.or(loop::trouble);
    }

    @Override
    public void close() {
        loop.close();
        admin.close(Duration.ZERO);
    }
}
