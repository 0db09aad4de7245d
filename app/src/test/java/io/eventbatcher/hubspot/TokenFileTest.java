package io.eventbatcher.hubspot;

import static io.eventbatcher.hubspot.TokenWorld.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A token in a file that changes. */
class TokenFileTest {
    private final TokenWorld world = new TokenWorld();
    private Path directory;

    @BeforeEach
    void open(@TempDir Path ofThisTest) {
        directory = ofThisTest;
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void shouldReadATokenAnewWhenItsFileHasChanged() throws Exception {
        // Given
        Path file = Files.writeString(directory.resolve("token"), SECRET + "one");
        HubSpotClient client = world.bearer(file);
        world.send(client);
        Files.writeString(file, SECRET + "two\n");
        world.time.advance(SecretFile.INTERVAL);

        // When
        world.send(client);

        // Then
        assertThat(world.hubSpot.lastAuthorization).isEqualTo("Bearer " + SECRET + "two");
    }

    @Test
    void shouldKeepATokenWhileItsFileIsEmpty() throws Exception {
        // Given
        Path file = Files.writeString(directory.resolve("token"), SECRET + "one");
        HubSpotClient client = world.bearer(file);
        Files.writeString(file, "\n");
        world.time.advance(SecretFile.INTERVAL);

        // When
        world.send(client);

        // Then
        assertThat(world.hubSpot.lastAuthorization).isEqualTo("Bearer " + SECRET + "one");
    }

    @ParameterizedTest
    @ValueSource(strings = {"two lines\nof text", "t\u00f6ken", "\u0000\u0001"})
    void shouldKeepATokenWhoseFileHoldsNoToken(String garbage) throws Exception {
        // Given
        Path file = Files.writeString(directory.resolve("token"), SECRET + "one");
        HubSpotClient client = world.bearer(file);
        Files.writeString(file, garbage);
        world.time.advance(SecretFile.INTERVAL);

        // When
        Outcome outcome = world.send(client);

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Delivered.class);
        assertThat(world.hubSpot.lastAuthorization).isEqualTo("Bearer " + SECRET + "one");
    }

    @Test
    void shouldKeepATokenWhoseFileHasBecomeHuge() throws Exception {
        // Given
        Path file = Files.writeString(directory.resolve("token"), SECRET + "one");
        HubSpotClient client = world.bearer(file);
        Files.writeString(file, "a".repeat(10_000_000));
        world.time.advance(SecretFile.INTERVAL);

        // When
        world.send(client);

        // Then
        assertThat(world.hubSpot.lastAuthorization).isEqualTo("Bearer " + SECRET + "one");
    }

    @Test
    void shouldReadATokenAnewAtOnceWhenItIsRefused() throws Exception {
        // Given
        Path file = Files.writeString(directory.resolve("token"), SECRET + "one");
        HubSpotClient client = world.bearer(file);
        Files.writeString(file, SECRET + "two");
        world.hubSpot.good = "two";

        // When
        Outcome outcome = world.send(client);

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Delivered.class);
        assertThat(world.hubSpot.events).hasValue(2);
    }

    @Test
    void shouldHaltAtOnceWhenThereIsNoOtherToken() throws Exception {
        // Given
        Path file = Files.writeString(directory.resolve("token"), SECRET + "one");
        HubSpotClient client = world.bearer(file);
        Files.delete(file);
        world.hubSpot.good = "two";

        // When
        Outcome outcome = world.send(client);

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Halt.class);
        assertThat(world.hubSpot.events).hasValue(1);
    }
}
