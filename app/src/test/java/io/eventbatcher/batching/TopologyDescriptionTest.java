package io.eventbatcher.batching;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.fixtures.AvroBytes;
import io.eventbatcher.ingest.Ingest;
import io.eventbatcher.ingest.OriginNamer;
import io.eventbatcher.record.Origin;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class TopologyDescriptionTest {
    /** State and internal topics are named after nodes and stores: a change here must be meant, and have a way to migrate. */
    @Test
    void shouldNotChangeADeployedTopologyByAccident() throws IOException {
        // Given
        String pinned;
        try (InputStream file = Objects.requireNonNull(getClass().getResourceAsStream("topology.txt"))) {
            pinned = new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }

        // When
        String described = BatchingTopology.build(
                        Flow.settings(Path.of("state"), ""),
                        route -> Ingest.of(route, new AvroBytes(), OriginNamer.of("", Origin::topic)))
                .describe()
                .toString();

        // Then
        assertThat(described).isEqualToIgnoringNewLines(pinned);
    }
}
