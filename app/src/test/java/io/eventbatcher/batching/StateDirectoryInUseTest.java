package io.eventbatcher.batching;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventbatcher.batching.node.BatchingObserver;
import io.eventbatcher.config.ConfigurationException;
import io.eventbatcher.config.Settings;
import io.eventbatcher.fixtures.AvroBytes;
import io.eventbatcher.ingest.Decoding;
import io.eventbatcher.ingest.IngestPolicy;
import io.eventbatcher.time.Clocks;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateDirectoryInUseTest {
    @Test
    void shouldSayThatAnotherProcessUsesTheStateDirectory(@TempDir Path stateDir) throws Exception {
        // Given
        Settings settings = Flow.settings(stateDir, "kafka: { bootstrap-servers: '127.0.0.1:1' }\n");
        Path ofApplication = Files.createDirectories(stateDir.resolve(settings.applicationId()));
        try (FileChannel process =
                FileChannel.open(ofApplication.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            process.lock();

            // When
            assertThatThrownBy(() -> Batching.start(
                            settings,
                            Decoding.own(new AvroBytes()),
                            "cluster",
                            IngestPolicy.DEFAULT,
                            Clocks.SYSTEM,
                            BatchingObserver.NONE))
                    // Then
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining(stateDir.toString())
                    .hasMessageContaining("in use")
                    .hasMessageContaining("event-batcher");
        }
    }
}
