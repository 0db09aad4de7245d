package io.eventbatcher.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.config.table.Key;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Documents and messages that promise a switch name the key. */
class SwitchesTest {
    private static final Path TOP = Path.of("..");

    private static final Pattern PROMISE = Pattern.compile("(?i)\\b(?:can|may|could) be (?:switched|turned) off\\b");

    /** Characters on both sides of a promise, because a message is put together of several strings. */
    private static final int AROUND = 200;

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*(?:\\.[a-z0-9-]+)+");

    @Test
    void shouldNameTheKeyOfEverySwitchThatIsPromised() {
        // Given
        List<String> keys = Settings.TABLE.keys().stream().map(Key::name).toList();

        // When
        List<String> promises = texts().flatMap(SwitchesTest::promises).toList();

        // Then
        assertThat(promises)
                .hasSizeGreaterThanOrEqualTo(2)
                .allSatisfy(
                        promise -> assertThat(NAME.matcher(promise).results().map(name -> name.group()))
                                .as(promise)
                                .containsAnyElementsOf(keys));
    }

    private static Stream<String> promises(String text) {
        String joined = text.replaceAll("\"\\s*\\+\\s*\"", "");
        return PROMISE.matcher(joined)
                .results()
                .map(found -> joined.substring(
                        Math.max(0, found.start() - AROUND), Math.min(joined.length(), found.end() + AROUND)));
    }

    private static Stream<String> texts() {
        return Stream.of("README.md", "docs", "schemas/src/main", "app/src/main", "sandbox/src/main")
                .map(TOP::resolve)
                .flatMap(SwitchesTest::filesOf)
                .filter(file -> file.toString().matches(".*\\.(md|avsc|java|yaml)"))
                .map(SwitchesTest::read);
    }

    private static Stream<Path> filesOf(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).toList().stream();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
