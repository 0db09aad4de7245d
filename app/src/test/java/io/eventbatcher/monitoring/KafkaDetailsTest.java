package io.eventbatcher.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilterReply;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KafkaDetailsTest {
    @ParameterizedTest
    @CsvSource({
        "kafka.consumer.fetch.manager.records.lag,        partition, NEUTRAL",
        "kafka.consumer.fetch.manager.records.lead,       partition, DENY",
        "kafka.consumer.fetch.manager.records.lag.max,    client.id, NEUTRAL",
        "kafka.consumer.node.request.size.max,            node.id,   DENY",
        "kafka.stream.state.put.latency.avg,              task.id,   DENY",
        "kafka.stream.task.dropped.records.total,         task.id,   NEUTRAL",
        "kafka.stream.thread.commit.rate,                 thread.id, DENY",
        "kafka.stream.thread.commit.total,                thread.id, NEUTRAL",
        "event.batcher.rate.allowed,                      quota,     NEUTRAL",
        "a.rate,                                          task.id,   NEUTRAL"
    })
    void shouldLeaveOutWhatNobodyLooksAt(String name, String tag, MeterFilterReply reply) {
        assertThat(new KafkaDetails().accept(new Meter.Id(name, Tags.of(tag, "x"), null, null, Meter.Type.GAUGE)))
                .isEqualTo(reply);
    }
}
