package io.eventbatcher.batching;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.deadletter.DeadLetterHeader;
import io.eventbatcher.events.BehavioralEvent;
import io.eventbatcher.fixtures.Events;
import io.eventbatcher.record.Batch;
import io.eventbatcher.record.Batch.ClosedBy;
import io.eventbatcher.record.Item;
import io.eventbatcher.route.Route;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchBoundsTest {
    @Test
    void shouldCloseABatchThatHasAllInputs(@TempDir Path stateDir) {
        try (Flow flow = new Flow(stateDir, "routes: { behavioral: { max-inputs: 3 } }")) {
            // When
            for (int i = 0; i < 7; i++) {
                flow.send(
                        Route.BEHAVIORAL,
                        flow.avro.withId(Events.behavioral("u" + i).build()));
            }

            // Then
            List<Batch> batches = flow.batches(Route.BEHAVIORAL);
            assertThat(batches).extracting(batch -> batch.items().size()).containsExactly(3, 3);
            assertThat(batches).extracting(Batch::closedBy).containsOnly(ClosedBy.INPUTS);
            assertThat(batches)
                    .flatExtracting(Batch::items)
                    .extracting(Item::uuid)
                    .containsExactly("u0", "u1", "u2", "u3", "u4", "u5");
        }
    }

    @Test
    void shouldFillARequestToItsLastByteAndNoFurther(@TempDir Path stateDir) {
        // Given: a bound that three of these events meet exactly
        int input = jsonLength(stateDir);
        int body = "{\"inputs\":[]}".length() + 3 * input + 2;
        try (Flow flow = new Flow(stateDir, "routes: { behavioral: { max-bytes: " + body + " } }");
                Flow oneLess = new Flow(
                        stateDir.resolve("other"), "routes: { behavioral: { max-bytes: " + (body - 1) + " } }")) {
            // When
            for (int i = 0; i < 7; i++) {
                byte[] value = flow.avro.withId(wide(i));
                flow.send(Route.BEHAVIORAL, value);
                oneLess.send(Route.BEHAVIORAL, oneLess.avro.withId(wide(i)));
            }

            // Then
            assertThat(flow.batches(Route.BEHAVIORAL))
                    .allSatisfy(batch -> assertThat(batch.closedBy()).isEqualTo(ClosedBy.JSON_BYTES))
                    .extracting(batch -> batch.items().size())
                    .containsExactly(3, 3);
            assertThat(oneLess.batches(Route.BEHAVIORAL))
                    .extracting(batch -> batch.items().size())
                    .containsExactly(2, 2, 2);
        }
    }

    @Test
    void shouldCloseABatchBeforeItsTopicCouldRefuseIt(@TempDir Path stateDir) {
        try (Flow flow = new Flow(stateDir, "routes: { behavioral: { max-bytes: 4000000 } }")) {
            // Given: producers' keys, which count as stored bytes alone
            byte[] key = new byte[900_000];

            // When
            for (int i = 0; i < 10; i++) {
                byte[] value = flow.avro.withId(Events.behavioral("u" + i).build());
                flow.send(Route.BEHAVIORAL, new TestRecord<>(key, value, new RecordHeaders(), Flow.RECORDED));
            }

            // Then
            List<Batch> batches = flow.batches(Route.BEHAVIORAL);
            assertThat(batches).hasSizeGreaterThanOrEqualTo(2);
            assertThat(batches).allSatisfy(batch -> {
                assertThat(batch.closedBy()).isEqualTo(ClosedBy.STORED_BYTES);
                assertThat(batch.toBytes().length).isLessThan(flow.settings.maxTopicRecordBytes() - 1000);
            });
        }
    }

    @Test
    void shouldCloseABatchOnTheWallClockWhenInputHasStopped(@TempDir Path stateDir) {
        try (Flow flow = new Flow(stateDir, "routes: { behavioral: { linger: 1s } }")) {
            // Given
            flow.send(
                    Route.BEHAVIORAL,
                    flow.avro.withId(Events.behavioral("first").build()));
            flow.advance(Duration.ofMillis(900));
            flow.send(
                    Route.BEHAVIORAL,
                    flow.avro.withId(Events.behavioral("second").build()));
            List<Batch> beforeTheLinger = flow.batches(Route.BEHAVIORAL);

            // When
            flow.advance(Duration.ofMillis(200));

            // Then
            assertThat(beforeTheLinger).isEmpty();
            List<Batch> batches = flow.batches(Route.BEHAVIORAL);
            assertThat(batches).extracting(Batch::closedBy).containsExactly(ClosedBy.LINGER);
            assertThat(batches).flatExtracting(Batch::items).hasSize(2);
        }
    }

    @Test
    void shouldCountTheLingerAnewForEachBatch(@TempDir Path stateDir) {
        try (Flow flow = new Flow(stateDir, "routes: { behavioral: { linger: 1s } }")) {
            // Given
            flow.send(
                    Route.BEHAVIORAL,
                    flow.avro.withId(Events.behavioral("first").build()));
            flow.advance(Duration.ofMillis(1100));
            flow.batches(Route.BEHAVIORAL);
            flow.send(
                    Route.BEHAVIORAL,
                    flow.avro.withId(Events.behavioral("second").build()));

            // When
            flow.advance(Duration.ofMillis(800));

            // Then
            assertThat(flow.batches(Route.BEHAVIORAL)).isEmpty();
        }
    }

    @Test
    void shouldBuryAnEventThatNoRequestCouldHold(@TempDir Path stateDir) {
        try (Flow flow = new Flow(stateDir, "routes: { behavioral: { max-bytes: 10000 } }")) {
            // Given
            byte[] value = flow.avro.withId(
                    Events.behavioral("wide").setProperties(properties(50)).build());

            // When
            flow.send(Route.BEHAVIORAL, value);

            // Then
            assertThat(flow.deadLetters()).singleElement().satisfies(dead -> {
                assertThat(dead.getValue()).isEqualTo(value);
                assertThat(Flow.header(dead, DeadLetterHeader.REASON)).isEqualTo("too-large");
                assertThat(Flow.header(dead, DeadLetterHeader.UUID)).isEqualTo("wide");
            });
            assertThat(flow.delivered(Route.BEHAVIORAL)).isEmpty();
        }
    }

    @Test
    void shouldTakeAnEventOfSevenHundredKilobytes(@TempDir Path stateDir) {
        try (Flow flow = new Flow(stateDir, "")) {
            // Given
            byte[] value = flow.avro.withId(Events.upsert("account", "large")
                    .setEventDescription("d".repeat(700_000))
                    .build());

            // When
            flow.send(Route.MARKETING_UPSERT, value);

            // Then
            assertThat(flow.delivered(Route.MARKETING_UPSERT)).containsExactly("u-account-large");
        }
    }

    private static BehavioralEvent wide(int number) {
        return Events.behavioral("uuid-" + number).setProperties(properties(20)).build();
    }

    private static Map<String, String> properties(int count) {
        Map<String, String> properties = new HashMap<>();
        for (int i = 0; i < count; i++) {
            properties.put("property_" + i, "x".repeat(250));
        }
        return properties;
    }

    private static int jsonLength(Path stateDir) {
        try (Flow flow = new Flow(stateDir, "routes: { behavioral: { max-inputs: 1 } }")) {
            flow.send(Route.BEHAVIORAL, flow.avro.withId(wide(0)));
            return flow.batches(Route.BEHAVIORAL).get(0).items().get(0).jsonLength();
        }
    }
}
