package io.eventbatcher.service;

import io.eventbatcher.config.Settings;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
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
    private final ScheduledExecutorService scheduler;
    private volatile Optional<String> trouble = Optional.empty();

    private IngestPartitionsWatch(Settings settings, Admin admin) {
        this.settings = settings;
        this.admin = admin;
        this.scheduler = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "ingest-partitions");
            thread.setDaemon(true);
            return thread;
        });
    }

    static IngestPartitionsWatch start(Settings settings) {
        IngestPartitionsWatch watch = new IngestPartitionsWatch(settings, KafkaClients.admin(settings, PATIENCE));
        var unused = watch.scheduler.scheduleWithFixedDelay(
                watch::look, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
        return watch;
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
        } catch (RuntimeException failure) {
            // asked again soon; whatever the cause, the watch must go on
            trouble.ifPresent(clause -> LOG.atError()
                    .addKeyValue("cause", failure.toString())
                    .log("Batching stands still: {}. The brokers refused.", clause));
        }
    }

    /** The topic that lacks partitions, as a clause; empty if none does. */
    Optional<String> trouble() {
        return trouble;
    }

    @Override
    public void close() {
        scheduler.shutdownNow();
        admin.close(Duration.ZERO);
    }
}
