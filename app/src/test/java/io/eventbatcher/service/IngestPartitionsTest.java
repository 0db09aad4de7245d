package io.eventbatcher.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.config.Settings;
import io.eventbatcher.config.source.SettingsFile;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IngestPartitionsTest {
    private final Settings settings = SettingsFile.parse(
            "{application-id: app, kafka: {bootstrap-servers: 'none:1'}, registry: {url: 'http://none'}}", Map.of());

    @ParameterizedTest
    @CsvSource({
        // source, replays, tallies, waiting: tallies wanted, waiting wanted, replays wanted
        "4, 4, 4, 4, 0, 0, 0",
        "6, 4, 4, 4, 6, 6, 0",
        "6, 4, 6, 4, 0, 6, 0",
        "4, 4, 6, 6, 0, 0, 6",
        "1, 4, 6, 4, 0, 6, 6",
        "12, 4, 0, 0, 0, 0, 0",
        "0, 4, 6, 6, 0, 0, 6",
    })
    void shouldLetOurTopicsFollowTheWidestSourceTopic(
            int source,
            int replays,
            int tallies,
            int waiting,
            int talliesWanted,
            int waitingWanted,
            int replaysWanted) {
        // Given
        Map<String, Integer> there = new HashMap<>(Map.of(
                "hubspot.behavioral-events", source,
                "hubspot.replays", replays,
                "app-ingest-tallies-changelog", tallies,
                "app-ingest-waiting-changelog", waiting));
        there.values().removeIf(partitions -> partitions == 0);

        // When
        Map<String, Integer> missing = IngestPartitions.of(settings, there).missing();

        // Then
        Map<String, Integer> wanted = new HashMap<>(Map.of(
                "hubspot.replays", replaysWanted,
                "app-ingest-tallies-changelog", talliesWanted,
                "app-ingest-waiting-changelog", waitingWanted));
        wanted.values().removeIf(partitions -> partitions == 0);
        assertThat(missing).isEqualTo(wanted);
    }

    @Test
    void shouldNameNumbersAndRemedy() {
        // Given
        IngestPartitions partitions = IngestPartitions.of(
                settings, Map.of("hubspot.behavioral-events", 6, "app-ingest-tallies-changelog", 4));

        // When
        String sentence = partitions.sentence("app-ingest-tallies-changelog", 6);

        // Then
        assertThat(sentence).contains("has 4 partitions and needs 6", "event-batcher topics");
    }
}
