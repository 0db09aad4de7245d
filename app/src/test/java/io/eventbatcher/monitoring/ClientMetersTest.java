package io.eventbatcher.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class ClientMetersTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void shouldShowTheMetricsOfTheClientThatHasTheRoleNow() {
        try (ClientMeters meters = new ClientMeters(registry)) {
            // Given
            meters.opened("settler", producer("one", 1));
            meters.opened("claims", producer("two", 2));

            // When
            meters.opened("settler", producer("one", 3));

            // Then
            assertThat(registry.get("kafka.producer.connections").gauges())
                    .extracting(Gauge::value)
                    .containsExactlyInAnyOrder(2.0, 3.0);
        }
    }

    @Test
    void shouldLookNoMoreAtAClientThatAnotherHasReplaced() {
        // Given
        try (ClientMeters meters = new ClientMeters(registry, Duration.ofMillis(10))) {
            Looked before = new Looked();
            meters.opened("settler", before);
            await().until(() -> before.looks.get() > 5);

            // When
            Looked now = new Looked();
            meters.opened("settler", now);
            await().until(() -> now.looks.get() > 5);
            int looks = before.looks.get();
            await().until(() -> now.looks.get() > 20);

            // Then
            assertThat(before.looks).hasValue(looks);
        }
    }

    /** A producer that counts the looks at its metrics. */
    private static final class Looked extends MockProducer<byte[], byte[]> {
        private final AtomicInteger looks = new AtomicInteger();

        Looked() {
            super(true, null, new ByteArraySerializer(), new ByteArraySerializer());
        }

        @Override
        public Map<MetricName, Metric> metrics() {
            looks.incrementAndGet();
            return Map.of();
        }
    }

    private static MockProducer<byte[], byte[]> producer(String client, double value) {
        MetricName name = new MetricName("connections", "producer-metrics", "", Map.of("client-id", client));
        MockProducer<byte[], byte[]> producer =
                new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
        producer.setMockMetrics(name, new Metric() {
            @Override
            public MetricName metricName() {
                return name;
            }

            @Override
            public Object metricValue() {
                return value;
            }
        });
        return producer;
    }
}
