package io.eventbatcher.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import org.junit.jupiter.api.Test;

class InstanceNamesTest {
    private final InstanceNames names = new InstanceNames("pod-$1");

    @Test
    void shouldPutTheInstanceInThePlaceOfAUuid() {
        // Given
        Meter.Id id = id("client.id", "event-batcher-33ede830-9db8-467e-b6cf-9a625b6db52f-StreamThread-1-consumer");

        // When
        Meter.Id mapped = names.map(id);

        // Then
        assertThat(mapped.getTags())
                .containsExactly(Tag.of("client.id", "event-batcher-pod-$1-StreamThread-1-consumer"));
    }

    @Test
    void shouldLeaveOtherTags() {
        // Given
        Meter.Id id = id("client.id", "event-batcher-delivery-pod-settler");

        // When
        Meter.Id mapped = names.map(id);

        // Then
        assertThat(mapped).isSameAs(id);
    }

    private static Meter.Id id(String key, String value) {
        return new Meter.Id("kafka.some", Tags.of(key, value), null, null, Meter.Type.GAUGE);
    }
}
