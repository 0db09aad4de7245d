package io.eventbatcher.replay.resolution;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RunEditsTest {
    @Test
    void shouldKeepTextsAndNullsOfEachLetter() throws IOException {
        // Given
        Map<UUID, Map<String, Optional<String>>> fields = Map.of(
                new UUID(1, 1), Map.of("eventName", Optional.of("pe1_a"), "properties.total", Optional.empty()),
                new UUID(1, 2), Map.of("tags", Optional.of("[\"a\"]")));

        // When
        byte[] written =
                new RunEdits("run-1", 3, fields).toRecord("resolutions").value();

        // Then
        assertThat(RunEdits.of(new ObjectMapper().readTree(new String(written, UTF_8))))
                .isEqualTo(new RunEdits("run-1", 3, fields));
    }

    @Test
    void shouldDivideManyChangesIntoPartsThatATopicTakes() {
        // Given
        Map<UUID, Map<String, Optional<String>>> fields = new HashMap<>();
        for (int letter = 0; letter < 1_000; letter++) {
            fields.put(new UUID(1, letter), Map.of("note", Optional.of("x".repeat(1_000))));
        }

        // When
        List<RunEdits> parts = RunEdits.parts("run-1", fields);

        // Then
        Map<UUID, Map<String, Optional<String>>> together = new HashMap<>();
        parts.forEach(part -> together.putAll(part.fields()));
        assertThat(parts).extracting(RunEdits::number).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(parts)
                .allSatisfy(
                        part -> assertThat(part.toRecord("resolutions").value()).hasSizeLessThan(300_000));
        assertThat(together).isEqualTo(fields);
    }
}
