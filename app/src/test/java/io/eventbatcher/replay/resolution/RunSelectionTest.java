package io.eventbatcher.replay.resolution;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eventbatcher.replay.scan.Place;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RunSelectionTest {
    @Test
    void shouldKeepPlacesInTheirOrderAndNoOthers() throws IOException {
        // Given
        List<Place> places = List.of(
                new Place(1, 7), new Place(0, 5), new Place(0, 6), new Place(0, 7), new Place(0, 9), new Place(1, 8));

        // When
        JsonNode written = written(new RunSelection("run-1", 3, places));

        // Then
        assertThat(written.path("places").asText()).isEqualTo("1:7 0:5-7 0:9 1:8");
        assertThat(RunSelection.of(written)).isEqualTo(new RunSelection("run-1", 3, places));
    }

    @Test
    void shouldDivideManyLettersIntoParts() {
        // Given
        List<Place> places = new ArrayList<>();
        LongStream.range(0, 2_500).forEach(offset -> places.add(new Place(0, offset)));

        // When
        List<RunSelection> parts = RunSelection.parts("run-1", places);

        // Then
        assertThat(parts).extracting(RunSelection::number).containsExactly(0, 1, 2);
        assertThat(parts.stream().flatMap(part -> part.places().stream())).containsExactlyElementsOf(places);
    }

    private static JsonNode written(RunSelection part) throws IOException {
        return new ObjectMapper()
                .readTree(new String(part.toRecord("resolutions").value(), UTF_8));
    }
}
