package io.eventbatcher.hubspot.credentials;

import static io.eventbatcher.hubspot.credentials.TokenWorld.SECRET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.eventbatcher.hubspot.HubSpotClient;
import io.eventbatcher.hubspot.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A token in a file that changes. */
class TokenFileTest {
    @AutoClose
    private final TokenWorld world = new TokenWorld();

    private Path directory;

    @BeforeEach
    void open(@TempDir Path ofThisTest) {
        directory = ofThisTest;
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
    void shouldReadATokenAnewThoughTheClockWasSetBack() throws Exception {
        // Given
        Path file = Files.writeString(directory.resolve("token"), SECRET + "one");
        HubSpotClient client = world.bearer(file);
        world.time.step(Duration.ofMinutes(-10));
        Files.writeString(file, SECRET + "two");
        world.time.advance(SecretFile.INTERVAL);

        // When
        world.send(client);

        // Then
        assertThat(world.hubSpot.lastAuthorization).isEqualTo("Bearer " + SECRET + "two");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("noTokens")
    void shouldKeepATokenWhoseFileHoldsNoToken(String what, String content) throws Exception {
        // Given
        Path file = Files.writeString(directory.resolve("token"), SECRET + "one");
        HubSpotClient client = world.bearer(file);
        Files.writeString(file, content);
        world.time.advance(SecretFile.INTERVAL);

        // When
        Outcome outcome = world.send(client);

        // Then
        assertThat(outcome).as(what).isInstanceOf(Outcome.Delivered.class);
        assertThat(world.hubSpot.lastAuthorization).isEqualTo("Bearer " + SECRET + "one");
    }

    static Stream<Arguments> noTokens() {
        return Stream.of(
                arguments("nothing", "\n"),
                arguments("a scheme", "Bearer " + SECRET),
                arguments("quotation marks", '"' + SECRET + '"'),
                arguments("a space", SECRET + " " + SECRET),
                arguments("two lines", "two lines\nof text"),
                arguments("a letter that is not ASCII", "t\u00f6ken"),
                arguments("control characters", "\u0000\u0001"),
                arguments("ten megabytes", "a".repeat(10_000_000)));
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
