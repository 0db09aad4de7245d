package io.eventbatcher.replay.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.config.Settings;
import io.eventbatcher.events.BehavioralEvent;
import io.eventbatcher.fixtures.Events;
import io.eventbatcher.fixtures.LeastSettings;
import io.eventbatcher.record.Origin;
import io.eventbatcher.record.SourceRecord;
import io.eventbatcher.route.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.Test;

class EventViewsTest {
    private static final AtomicInteger MADE = new AtomicInteger();
    private static final AtomicInteger CLOSED = new AtomicInteger();

    /** Another vendor's deserializer, which may open connections of its own. The value is the event's uuid. */
    public static final class Vendor implements Deserializer<Object> {
        public Vendor() {
            MADE.incrementAndGet();
        }

        @Override
        public BehavioralEvent deserialize(String topic, byte[] data) {
            return Events.behavioral(new String(data, UTF_8)).build();
        }

        @Override
        public BehavioralEvent deserialize(String topic, Headers headers, byte[] data) {
            return deserialize(topic, data);
        }

        @Override
        public void close() {
            CLOSED.incrementAndGet();
        }
    }

    @Test
    void shouldOpenTheDeserializerOfARouteOnceForAllLettersOfACommand() {
        // Given
        Settings settings = LeastSettings.with("avro: {deserializer: '" + Vendor.class.getName() + "'}");
        List<String> uuids = new ArrayList<>();

        // When
        try (EventViews views = EventViews.open(settings)) {
            for (int letter = 0; letter < 5; letter++) {
                String name = "named " + letter;
                views.decode(Route.BEHAVIORAL, record("given " + letter), origin -> name)
                        .fold(
                                accepted -> uuids.add(accepted.item().uuid()),
                                refused -> uuids.add(refused.toString()),
                                deferred -> uuids.add(deferred.why()));
                views.decode(Route.BEHAVIORAL, record(" "), origin -> name)
                        .fold(
                                accepted -> uuids.add(accepted.item().uuid()),
                                refused -> uuids.add(refused.toString()),
                                deferred -> uuids.add(deferred.why()));
            }
        }

        // Then
        assertThat(uuids).startsWith("given 0", "named 0", "given 1", "named 1").endsWith("given 4", "named 4");
        // the first of two is made when the settings are read
        assertThat(MADE).hasValue(2);
        assertThat(CLOSED).hasValue(2);
    }

    private static SourceRecord record(String uuid) {
        return new SourceRecord(new Origin("events", 0, 7, 5), null, uuid.getBytes(UTF_8), new RecordHeaders(), 0);
    }
}
