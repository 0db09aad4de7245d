package io.eventbatcher.sandbox.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {
    @Test
    void shouldBalanceAndPrintOneObjectAlone(@TempDir Path directory) throws IOException, InterruptedException {
        // Given
        Path stdout = directory.resolve("stdout");
        ProcessBuilder demo = ServiceProcess.command(
                        Map.of(), "demo", "--events", "2000", "--duplicates", "20", "--invalid", "5", "--json")
                .redirectOutput(stdout.toFile())
                .redirectError(directory.resolve("stderr").toFile());

        // When
        int status = demo.start().waitFor();

        // Then
        assertThat(status).as(Files.readString(directory.resolve("stderr"))).isZero();
        JsonNode books = only(stdout);
        assertThat(books.path("produced").asLong())
                .isEqualTo(2_000)
                .isEqualTo(books.path("delivered").asLong()
                        + books.path("duplicates").asLong()
                        + books.path("deadLettered").asLong());
        assertThat(books.path("duplicates").asLong()).isBetween(300L, 500L);
        assertThat(books.path("deadLettered").asLong()).isBetween(50L, 150L);
        for (String none : List.of("lost", "deliveredTwice", "outOfOrder")) {
            assertThat(books.path(none).isIntegralNumber()).as(none).isTrue();
            assertThat(books.path(none).asLong()).as(none).isZero();
        }
        for (String some : List.of("requests", "eventsPerSecond", "seconds")) {
            assertThat(books.path(some).asDouble()).as(some).isPositive();
        }
    }

    private static JsonNode only(Path stdout) throws IOException {
        try (MappingIterator<JsonNode> values =
                new ObjectMapper().readerFor(JsonNode.class).readValues(Files.readString(stdout))) {
            List<JsonNode> all = values.readAll();
            assertThat(all).hasSize(1);
            assertThat(all.get(0).isObject()).isTrue();
            return all.get(0);
        }
    }
}
