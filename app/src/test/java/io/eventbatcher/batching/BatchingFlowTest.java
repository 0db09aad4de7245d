package io.eventbatcher.batching;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.ingest.Events;
import io.eventbatcher.record.Batch;
import io.eventbatcher.record.Batch.ClosedBy;
import io.eventbatcher.route.Route;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchingFlowTest {
    @TempDir
    private Path stateDir;

    @Test
    void shouldCloseABatchWhenItHasAllInputs() {
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
        }
    }

    @Test
    void shouldCloseABatchOnTheWallClockWhenInputHasStopped() {
        try (Flow flow = new Flow(stateDir, "routes: { behavioral: { linger: 1s } }")) {
            // Given
            flow.send(Route.BEHAVIORAL, flow.avro.withId(Events.behavioral("u").build()));
            flow.advance(Duration.ofMillis(900));
            assertThat(flow.batches(Route.BEHAVIORAL)).isEmpty();

            // When
            flow.advance(Duration.ofMillis(200));

            // Then
            assertThat(flow.batches(Route.BEHAVIORAL))
                    .singleElement()
                    .extracting(Batch::closedBy)
                    .isEqualTo(ClosedBy.LINGER);
        }
    }
}
