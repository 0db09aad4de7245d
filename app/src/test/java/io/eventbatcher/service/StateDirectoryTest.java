package io.eventbatcher.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventbatcher.config.ConfigurationException;
import io.eventbatcher.config.source.SettingsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateDirectoryTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @Test
    void shouldMakeADirectoryThatIsMissing() {
        // Given
        Path missing = directory.resolve("a/b");

        // When
        stateDirectory(missing).makeUsable();

        // Then
        assertThat(missing).isDirectory();
    }

    @Test
    void shouldMakeNothingWhenItOnlyChecks() {
        // Given
        Path missing = directory.resolve("a/b");

        // When
        Check check = stateDirectory(missing).check();

        // Then
        assertThat(check.good()).isTrue();
        assertThat(missing).doesNotExist();
    }

    @Test
    void shouldNameAFileInTheWay() throws IOException {
        // Given
        Path file = Files.createFile(directory.resolve("taken"));

        // When
        Check check = stateDirectory(file.resolve("state")).check();

        // Then
        assertThat(check).isEqualTo(Check.failed("state-dir", file + " is a file; name a directory for the stores"));
    }

    @Test
    void shouldRefuseToStartWhereTheDirectoryCannotBeMade() throws IOException {
        // Given
        StateDirectory below =
                stateDirectory(Files.createFile(directory.resolve("taken")).resolve("state"));

        // When, Then
        assertThatThrownBy(below::makeUsable)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("state-dir")
                .hasMessageContaining("name a directory");
    }

    private static StateDirectory stateDirectory(Path path) {
        return new StateDirectory(SettingsFile.parse(
                "",
                Map.of(
                        "EVENT_BATCHER_KAFKA_BOOTSTRAP_SERVERS",
                        "localhost:9092",
                        "EVENT_BATCHER_REGISTRY_URL",
                        "http://localhost:8081",
                        "EVENT_BATCHER_STATE_DIR",
                        path.toString())));
    }
}
