package io.eventbatcher.sandbox.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordFingerprintTest {

    private static final Header FIRST = header("step", "first");
    private static final Header SECOND = header("step", "second");

    @Test
    void shouldDifferWhereverTheBytesDiffer() {
        // When
        List<UUID> fingerprints = Stream.of(
                        RecordFingerprint.of(bytes("key"), bytes("value"), List.of(FIRST, SECOND)),
                        RecordFingerprint.of(bytes("key"), bytes("value"), List.of(SECOND, FIRST)),
                        RecordFingerprint.of(bytes("key"), bytes("value"), List.of(FIRST)),
                        RecordFingerprint.of(bytes("key"), bytes("value"), List.of()),
                        RecordFingerprint.of(bytes("key"), bytes("value"), List.of(header("step", ""))),
                        RecordFingerprint.of(bytes("key"), bytes("value"), List.of(header("step", null))),
                        RecordFingerprint.of(bytes("keyv"), bytes("alue"), List.of()),
                        RecordFingerprint.of(bytes("key"), bytes(""), List.of()),
                        RecordFingerprint.of(bytes("key"), null, List.of()),
                        RecordFingerprint.of(null, bytes("value"), List.of()))
                .toList();

        // Then
        assertThat(fingerprints).doesNotHaveDuplicates();
    }

    @Test
    void shouldBeTheSameForTheSameBytes() {
        assertThat(RecordFingerprint.of(bytes("key"), bytes("value"), List.of(header("step", "first"))))
                .isEqualTo(RecordFingerprint.of(bytes("key"), bytes("value"), List.of(FIRST)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static Header header(String name, @Nullable String value) {
        return new RecordHeader(name, value == null ? null : bytes(value));
    }
}
