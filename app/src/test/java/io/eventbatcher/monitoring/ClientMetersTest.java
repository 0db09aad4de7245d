package io.eventbatcher.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
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
