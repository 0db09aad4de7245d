package io.eventbatcher.monitoring;

import io.eventbatcher.health.SupervisedLoop;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.kafka.clients.admin.AdminClient;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The metrics of Kafka Streams and of Kafka clients. A client that takes the role of a closed client takes the place of its metrics, too. */
final class ClientMeters implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ClientMeters.class);

    /** The time after which metrics that a client has made meanwhile are seen, such as the lag of a new partition. */
    private static final Duration REFRESH = Duration.ofSeconds(10);

    private final MeterRegistry registry;
    private final Duration refresh;
    private final List<Look> streams = new ArrayList<>();
    private final Map<String, Look> roles = new HashMap<>();
    private boolean closed;

    /** Metrics, and the thread that looks for new ones: Micrometer never cancels a look on a thread that it was given, and so keeps the client. */
    private record Look(ScheduledExecutorService thread, AutoCloseable metrics) {
        void end() {
            thread.shutdownNow();
            try {
                metrics.close();
            } catch (Exception bug) {
                LOG.atWarn().setCause(bug).log("The metrics of a closed Kafka client cannot be taken away.");
            }
        }
    }

    ClientMeters(MeterRegistry registry) {
        this(registry, REFRESH);
    }

    ClientMeters(MeterRegistry registry, Duration refresh) {
        this.registry = registry;
        this.refresh = refresh;
    }

    /** Kafka Streams with its own clients. */
    synchronized void opened(KafkaStreams started) {
        ScheduledExecutorService thread = thread();
        KafkaStreamsMetrics metrics = new KafkaStreamsMetrics(started, Tags.empty(), thread, refresh);
        streams.add(new Look(thread, metrics));
        bind(metrics);
    }

    private static ScheduledExecutorService thread() {
        return Executors.newSingleThreadScheduledExecutor(SupervisedLoop.daemons("client-meters"));
    }

    /** A client without metrics is better than a half without a client. */
    private void bind(MeterBinder metrics) {
        try {
            metrics.bindTo(registry);
        } catch (RuntimeException bug) {
            LOG.atWarn().setCause(bug).log("The metrics of a Kafka client are missing.");
        }
    }

    /** @param client a producer, a consumer or an admin client; all others are ignored */
    synchronized void opened(String role, AutoCloseable client) {
        if (closed) {
            return;
        }
        ScheduledExecutorService thread = thread();
        KafkaClientMetrics metrics = metrics(client, thread);
        if (metrics == null) {
            thread.shutdownNow();
            return;
        }
        Look before = roles.put(role, new Look(thread, metrics));
        if (before != null) {
            before.end();
        }
        bind(metrics);
    }

    private @Nullable KafkaClientMetrics metrics(AutoCloseable client, ScheduledExecutorService thread) {
        if (client instanceof Producer<?, ?> producer) {
            return new KafkaClientMetrics(producer, Tags.empty(), thread, refresh);
        }
        if (client instanceof Consumer<?, ?> consumer) {
            return new KafkaClientMetrics(consumer, Tags.empty(), thread, refresh);
        }
        return client instanceof AdminClient admin
                ? new KafkaClientMetrics(admin, Tags.empty(), thread, refresh)
                : null;
    }

    @Override
    public synchronized void close() {
        closed = true;
        roles.values().forEach(Look::end);
        streams.forEach(Look::end);
    }
}
