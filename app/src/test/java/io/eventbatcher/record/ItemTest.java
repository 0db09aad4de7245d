package io.eventbatcher.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ItemTest {
    @Test
    void shouldReadBackWhatWasWritten() {
        // Given
        byte[] bytes = Records.item("uuid-ü").toBytes();

        // When
        Item item = Item.read(bytes);

        // Then
        assertThat(item.uuid()).isEqualTo("uuid-ü");
        assertThat(item.eventName()).isEqualTo("pe1_ä");
        assertThat(item.identity()).isEqualTo("identity");
        assertThat(item.identityBytes()).asString(StandardCharsets.UTF_8).isEqualTo("identity");
        assertThat(item.identityLength()).isEqualTo(8);
        assertThat(item.replayId()).isEqualTo("replay");
        assertThat(item.replays()).isEqualTo(2);
        assertThat(item.contentHash()).isEqualTo(-5L);
        assertThat(item.origin()).isEqualTo(new Origin("topic", 3, 1L << 40, 1_700_000_000_000L));
        assertThat(item.json()).asString(StandardCharsets.UTF_8).isEqualTo("{\"uuid\":\"uuid-ü\"}");
        assertThat(item.storedBytes()).isEqualTo(bytes.length);
        SourceRecord source = item.source();
        assertThat(source.key()).containsExactly(1);
        assertThat(source.value()).containsExactly(2, 3);
        assertThat(source.replays()).isEqualTo(2);
        assertThat(source.headers().toArray())
                .containsExactly(
                        new RecordHeader("a", new byte[] {4}),
                        new RecordHeader("null", (byte[]) null),
                        new RecordHeader("a", new byte[0]));
    }

    @Test
    void shouldReadTheLastHeaderOfAName() {
        // When
        Item item = Records.item("u");

        // Then
        assertThat(item.header("a")).isEmpty();
        assertThat(item.header("null")).isNull();
        assertThat(item.header("A")).isNull();
    }

    @Test
    void shouldReadBackWhatIsAbsent() {
        // Given
        SourceRecord source = new SourceRecord(new Origin("t", 0, 0, 0), null, null, new RecordHeaders(), 0);

        // When
        Item item = Item.read(new ItemDraft("u", null, "i", null, 0, new byte[0], source)
                .encode()
                .toBytes());

        // Then
        assertThat(item.eventName()).isNull();
        assertThat(item.replayId()).isNull();
        assertThat(item.source().key()).isNull();
        assertThat(item.source().value()).isNull();
        assertThat(item.source().headers()).isEmpty();
    }

    @Test
    void shouldSkipWhatALaterReleaseAppends() {
        // Given
        byte[] bytes = Records.item("u").toBytes();
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 20);
        Arrays.fill(longer, bytes.length, longer.length, (byte) -1);

        // When
        Item item = Item.read(longer);

        // Then
        assertThat(item.source().headers()).hasSize(3);
        assertThat(item.toBytes()).isEqualTo(longer);
    }

    @Test
    void shouldSayThatBytesAreTruncatedWhereverTheyEnd() {
        // Given
        byte[] bytes = Records.item("u").toBytes();
        for (int length = 0; length < bytes.length; length++) {
            byte[] truncated = Arrays.copyOf(bytes, length);

            // When
            assertThatThrownBy(() -> Item.read(truncated).source())
                    // Then
                    .isInstanceOf(UnreadableRecordException.class);
        }
    }

    @Test
    void shouldFailInNoOtherWayWhenBytesAreDamaged() {
        // Given
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        byte[] bytes = Records.item("uuid").toBytes();
        for (int round = 0; round < 20_000; round++) {
            byte[] damaged = bytes.clone();
            for (int i = random.nextInt(3); i >= 0; i--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }

            // When
            Throwable failure = failureOf(damaged);

            // Then
            if (failure != null) {
                assertThat(failure).as("seed %d, round %d", seed, round).isInstanceOf(UnreadableRecordException.class);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, -1})
    void shouldNameTheReleaseThatReadsAnotherVersion(int version) {
        // Given
        byte[] bytes = Records.item("u").toBytes();
        bytes[0] = (byte) version;

        // When
        assertThatThrownBy(() -> Item.read(bytes))
                // Then
                .isInstanceOf(UnreadableRecordException.class)
                .hasMessageContaining("version " + version);
    }

    private static @org.jspecify.annotations.Nullable Throwable failureOf(byte[] bytes) {
        try {
            Item item = Item.read(bytes);
            item.uuid();
            item.origin();
            item.source();
            return null;
        } catch (RuntimeException | Error failure) {
            return failure;
        }
    }
}
