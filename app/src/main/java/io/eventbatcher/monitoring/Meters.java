package io.eventbatcher.monitoring;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/** Makes the meters of {@link ServiceMetric}s. */
final class Meters {
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2_500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofMinutes(2)
    };

    private final MeterRegistry registry;
    /** Micrometer itself holds the objects of counters weakly, and a counter without its object stands still. */
    private final List<DoubleSupplier> counts = new ArrayList<>();

    Meters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** @param tags values in the order of {@link ServiceMetric#tags} */
    Counter counter(ServiceMetric metric, String... tags) {
        return Counter.builder(metric.id())
                .baseUnit(unit(metric))
                .description(metric.help())
                .tags(tags(metric, tags))
                .register(registry);
    }

    void counter(ServiceMetric metric, DoubleSupplier count, String... tags) {
        counts.add(count);
        FunctionCounter.builder(metric.id(), count, DoubleSupplier::getAsDouble)
                .baseUnit(unit(metric))
                .description(metric.help())
                .tags(tags(metric, tags))
                .register(registry);
    }

    void gauge(ServiceMetric metric, DoubleSupplier value, String... tags) {
        Gauge.builder(metric.id(), value::getAsDouble)
                .baseUnit(unit(metric))
                .description(metric.help())
                .tags(tags(metric, tags))
                .strongReference(true)
                .register(registry);
    }

    Timer timer(ServiceMetric metric, String... tags) {
        return Timer.builder(metric.id())
                .description(metric.help())
                .serviceLevelObjectives(BUCKETS)
                .tags(tags(metric, tags))
                .register(registry);
    }

    private static @Nullable String unit(ServiceMetric metric) {
        return metric.unit().isEmpty() ? null : metric.unit();
    }

    private static Tags tags(ServiceMetric metric, String... values) {
        if (values.length != metric.tags().size()) {
            throw new IllegalArgumentException(metric + " has the tags " + metric.tags());
        }
        Tags tags = Tags.empty();
        for (int i = 0; i < values.length; i++) {
            tags = tags.and(metric.tags().get(i), values[i]);
        }
        return tags;
    }

    /** The unit of Prometheus for times. */
    static double seconds(Duration time) {
        return time.toMillis() / 1_000.0;
    }
}
