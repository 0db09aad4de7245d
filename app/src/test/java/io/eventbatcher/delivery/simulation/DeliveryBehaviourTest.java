package io.eventbatcher.delivery.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * A change of behaviour is a difference in {@code docs/delivery-behaviour.md}. When it is meant, write the report anew with
 * {@code -Devent-batcher.regenerate=true}.
 */
class DeliveryBehaviourTest {
    private static final Path REPORT = Path.of("..", "docs", "delivery-behaviour.md");

    @Test
    void shouldBehaveAsReported() throws IOException {
        // When
        String report = BehaviourReport.text();

        // Then
        if (Boolean.getBoolean("event-batcher.regenerate")) {
            Files.writeString(REPORT, report);
        }
        assertThat(report).isEqualTo(Files.readString(REPORT));
    }
}
