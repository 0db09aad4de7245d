package io.eventbatcher.hubspot.credentials;

import static io.eventbatcher.hubspot.credentials.TokenWorld.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.hubspot.HubSpotClient;
import io.eventbatcher.hubspot.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Grants that HubSpot or an operator exchanges. */
class RefreshTokenTest {
    @AutoClose
    private final TokenWorld world = new TokenWorld();

    private Path directory;

    @BeforeEach
    void open(@TempDir Path ofThisTest) {
        directory = ofThisTest;
    }

    @Test
    void shouldUseTheRefreshTokenThatCameBack() throws Exception {
        // Given
        world.hubSpot.rotating = true;
        HubSpotClient client = world.oauth(Map.of());
        world.send(client);
        world.time.advance(Duration.ofSeconds(1_801));

        // When
        world.send(client);

        // Then
        assertThat(world.hubSpot.grants).containsExactly(SECRET + "refresh", SECRET + "refresh-1");
    }

    @Test
    void shouldWriteTheRefreshTokenThatCameBackToItsFileForItsOwnerAlone() throws Exception {
        // Given
        world.hubSpot.rotating = true;
        Path file = Files.writeString(directory.resolve("refresh"), SECRET + "refresh\n");
        HubSpotClient client = world.oauth(Map.of(
                "EVENT_BATCHER_HUBSPOT_OAUTH_REFRESH_TOKEN_FILE",
                file.toString(),
                "EVENT_BATCHER_HUBSPOT_OAUTH_WRITE_REFRESH_TOKEN",
                "true"));

        // When
        world.send(client);

        // Then
        assertThat(file).hasContent(SECRET + "refresh-1");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (var left = Files.list(directory)) {
            assertThat(left).containsExactly(file);
        }
    }

    @Test
    void shouldLeaveTheFileOfTheRefreshTokenAloneUnlessItIsToldTo() throws Exception {
        // Given
        world.hubSpot.rotating = true;
        Path file = Files.writeString(directory.resolve("refresh"), SECRET + "refresh");
        HubSpotClient client = world.oauth(Map.of("EVENT_BATCHER_HUBSPOT_OAUTH_REFRESH_TOKEN_FILE", file.toString()));
        world.send(client);
        world.time.advance(Duration.ofSeconds(1_801));

        // When
        world.send(client);

        // Then
        assertThat(file).hasContent(SECRET + "refresh");
        assertThat(world.hubSpot.grants).containsExactly(SECRET + "refresh", SECRET + "refresh-1");
    }

    @Test
    void shouldUseTheRefreshTokenThatAnotherInstanceLeft() throws Exception {
        // Given
        Path file = Files.writeString(directory.resolve("refresh"), SECRET + "old");
        HubSpotClient client = world.oauth(Map.of("EVENT_BATCHER_HUBSPOT_OAUTH_REFRESH_TOKEN_FILE", file.toString()));
        world.hubSpot.onFetch = () -> write(file, SECRET + "new");
        world.hubSpot.goodGrant = SECRET + "new";

        // When
        Outcome outcome = world.send(client);

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Delivered.class);
        assertThat(world.hubSpot.grants).containsExactly(SECRET + "old", SECRET + "new");
    }

    @Test
    void shouldTryANewGrantAtOnce() throws Exception {
        // Given
        Path file = Files.writeString(directory.resolve("refresh"), SECRET + "old");
        HubSpotClient client = world.oauth(Map.of("EVENT_BATCHER_HUBSPOT_OAUTH_REFRESH_TOKEN_FILE", file.toString()));
        world.hubSpot.goodGrant = SECRET + "new";
        Outcome withOldGrant = world.send(client);
        Files.writeString(file, SECRET + "new");

        // When
        Outcome outcome = world.send(client);

        // Then
        assertThat(withOldGrant).isInstanceOf(Outcome.Halt.class);
        assertThat(outcome).isInstanceOf(Outcome.Delivered.class);
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
