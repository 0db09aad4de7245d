package io.eventbatcher.sandbox.bench.floor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eventbatcher.ingest.Ingest;
import io.eventbatcher.ingest.OriginNamer;
import io.eventbatcher.ingest.registry.SchemaAnswer;
import io.eventbatcher.record.Origin;
import io.eventbatcher.record.SourceRecord;
import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.load.plan.LoadPlan;
import io.eventbatcher.sandbox.load.plan.LoadSettings;
import io.eventbatcher.sandbox.load.plan.PlannedRecord;
import io.eventbatcher.sandbox.load.plan.ValueSchemas;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The floor must do the service's work, as far as it goes: the same JSON of the same records. */
class PlainJsonTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @EnumSource
    void shouldWriteWhatTheServiceWrites(Route route) throws IOException {
        // Given
        PlainJson floor = new PlainJson(route, ValueSchemas.of(route));
        SchemaAnswer answer = new SchemaAnswer.Found(ValueSchemas.of(route));
        Map<Route, Integer> schemaIds = new EnumMap<>(Route.class);
        for (Route any : Route.values()) {
            schemaIds.put(any, 1);
        }
        try (Ingest service = Ingest.of(route, id -> answer, OriginNamer.of("cluster", Origin::topic))) {
            for (PlannedRecord planned : new LoadPlan(LoadSettings.of(300, 0, 0, 1, 4), schemaIds).of(route)) {
                byte[] value = Objects.requireNonNull(planned.value());

                // When
                JsonNode written = JSON.readTree(floor.render(value));

                // Then
                byte[] expected = service.decode(source(value), null)
                        .fold(accepted -> accepted.item().json(), refused -> new byte[0], waiting -> new byte[0]);
                assertThat(members(written)).isEqualTo(members(JSON.readTree(expected)));
            }
        }
    }

    /** Without a timestamp the service derives no member from it. */
    private static SourceRecord source(byte[] value) {
        return new SourceRecord(new Origin("source", 0, 0, -1), null, value, new RecordHeaders(), 0);
    }

    /** The members, with lists as sets: the order of properties is not the floor's business. */
    private static Map<String, Object> members(JsonNode event) {
        return event.properties().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, member -> comparable(member.getValue())));
    }

    private static Object comparable(JsonNode value) {
        if (!value.isArray()) {
            return value;
        }
        Set<JsonNode> elements =
                StreamSupport.stream(value.spliterator(), false).collect(Collectors.toSet());
        return elements;
    }
}
