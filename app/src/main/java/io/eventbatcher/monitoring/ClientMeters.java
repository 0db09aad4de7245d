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
    private final ScheduledExecutorService scheduler =
            Executors.newSingleThreadScheduledExecutor(SupervisedLoop.daemons("client-meters"));
    private final List<KafkaStreamsMetrics> streams = new ArrayList<>();
    private final Map<String, KafkaClientMetrics> roles = new HashMap<>();
    private boolean closed;

    ClientMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Kafka Streams with its own clients. */
    synchronized void opened(KafkaStreams started) {
        KafkaStreamsMetrics metrics = new KafkaStreamsMetrics(started, Tags.empty(), scheduler, REFRESH);
        bind(metrics);
        streams.add(metrics);
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
        KafkaClientMetrics metrics = closed ? null : metrics(client);
        if (metrics != null) {
            KafkaClientMetrics before = roles.put(role, metrics);
            if (before != null) {
                before.close();
            }
            bind(metrics);
        }
    }

    private @Nullable KafkaClientMetrics metrics(AutoCloseable client) {
        if (client instanceof Producer<?, ?> producer) {
            return new KafkaClientMetrics(producer, Tags.empty(), scheduler, REFRESH);
        }
        if (client instanceof Consumer<?, ?> consumer) {
            return new KafkaClientMetrics(consumer, Tags.empty(), scheduler, REFRESH);
        }
        return client instanceof AdminClient admin
                ? new KafkaClientMetrics(admin, Tags.empty(), scheduler, REFRESH)
                : null;
    }

    @Override
    public synchronized void close() {
        closed = true;
        scheduler.shutdownNow();
        roles.values().forEach(KafkaClientMetrics::close);
        streams.forEach(KafkaStreamsMetrics::close);
    }
}
