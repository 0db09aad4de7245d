package io.eventbatcher.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.config.Settings;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilterReply;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KafkaTagsTest {
    private final KafkaTags tags = new KafkaTags(Settings.of(Map.of(
            "kafka.bootstrap-servers",
            "none:1",
            "registry.url",
            "http://none",
            "instance",
            "pod-1",
            "application-id",
            "our.batcher")));

    @Test
    void shouldPutTheInstanceInThePlaceOfAUuid() {
        // Given
        Meter.Id id = id("client.id", "our.batcher-33ede830-9db8-467e-b6cf-9a625b6db52f-StreamThread-1-consumer");

        // When
        Meter.Id mapped = tags.map(id);

        // Then
        assertThat(mapped.getTags()).containsExactly(Tag.of("client.id", "our.batcher-pod-1-StreamThread-1-consumer"));
    }

    @ParameterizedTest
    @CsvSource({
        "hubspot.batches.behavioral,                NEUTRAL",
        "hubspot_batches_behavioral,                DENY",
        "hubspot_behavioral-events,                 DENY",
        "hubspot_replays,                           DENY",
        "our.batcher-behavioral-repartition,        NEUTRAL",
        "our_batcher-behavioral-repartition,        DENY",
        "another_topic,                             NEUTRAL"
    })
    void shouldCountATopicWithADotOnce(String topic, MeterFilterReply reply) {
        assertThat(tags.accept(id("topic", topic))).isEqualTo(reply);
    }

    private static Meter.Id id(String key, String value) {
        return new Meter.Id("kafka.some", Tags.of(key, value), null, null, Meter.Type.GAUGE);
    }
}
