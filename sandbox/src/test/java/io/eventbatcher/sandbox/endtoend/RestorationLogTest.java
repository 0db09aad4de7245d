package io.eventbatcher.sandbox.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.batching.streams.RestoreProgress;
import io.eventbatcher.fixtures.IdleBatching;
import io.eventbatcher.fixtures.LogCapture;
import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.stack.EmbeddedStack;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedStack.class)
class RestorationLogTest {
    private static final int EVENTS = 200;

    @Test
    void shouldTellInTheLogHowFarTheStoresAreRestored(EmbeddedStack stack) {
        // Given changelogs and no disk, and a clock by which each look at it is half a minute after the last
        try (Pipeline pipeline = Pipeline.create(stack, "restoration-log", Pipeline.only(Route.BEHAVIORAL));
                LogCapture log = new LogCapture(RestoreProgress.class)) {
            for (int i = 0; i < EVENTS; i++) {
                pipeline.sources().publish(Route.BEHAVIORAL, i % 4, SimulatorEvents.behavioral("event " + i));
            }
            pipeline.start().awaitRest();
            pipeline.stop();
            pipeline.loseState();
            AtomicLong looks = new AtomicLong();

            // When
            IdleBatching.restore(
                    pipeline.settings(),
                    new RestoreProgress(() -> TimeUnit.SECONDS.toNanos(30 * looks.incrementAndGet())),
                    Pipeline.PATIENCE);

            // Then
            List<String> lines = log.messages();
            assertThat(lines)
                    .anyMatch(
                            line -> line.matches("Stores are restored from Kafka: [\\d,]+ of [\\d,]+ changelog records"
                                    + " are read \\(\\d+ %\\), [\\d,]+ a second, about [\\d,]+ s left\\."));
            assertThat(lines.get(lines.size() - 1))
                    .matches("Stores were restored from Kafka: [\\d,]+ changelog records in [\\d,]+ s\\.");
        }
    }
}
