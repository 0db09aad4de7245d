package io.eventbatcher.monitoring;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import java.util.Set;

/**
 * Leaves out those of Kafka's metrics that nobody looks at, two thirds of a scrape: details of tasks, stores and brokers, of partitions all but the lag,
 * and rates, which Prometheus computes from totals.
 */
final class KafkaDetails implements MeterFilter {
    private static final String DROPPED = "kafka.stream.task.dropped.records.total";
    private static final Set<String> LAGS =
            Set.of("kafka.consumer.fetch.manager.records.lag", "kafka.consumer.fetch.manager.records.lag.max");

    @Override
    public MeterFilterReply accept(Meter.Id id) {
        return id.getName().startsWith("kafka.") && isDetail(id) ? MeterFilterReply.DENY : MeterFilterReply.NEUTRAL;
    }

    private static boolean isDetail(Meter.Id id) {
        String name = id.getName();
        return name.endsWith(".rate")
                || name.contains("reauth")
                || id.getTag("node.id") != null
                || (id.getTag("task.id") != null && !name.equals(DROPPED))
                || (id.getTag("partition") != null && !LAGS.contains(name));
    }
}
