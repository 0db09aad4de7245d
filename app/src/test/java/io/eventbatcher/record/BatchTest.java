package io.eventbatcher.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventbatcher.record.Batch.ClosedBy;
import io.eventbatcher.route.Route;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BatchTest {
    @ParameterizedTest
    @EnumSource
    void shouldReadBackWhatWasWritten(ClosedBy closedBy) {
        // Given
        Batch written = new Batch(
                Route.MARKETING_UPDATE,
                300,
                1_700_000_000_000L,
                closedBy,
                List.of(Records.item("a"), Records.item("b")));

        // When
        Batch read = Batch.read(written.toBytes());

        // Then
        assertThat(read.route()).isEqualTo(Route.MARKETING_UPDATE);
        assertThat(read.lane()).isEqualTo(300);
        assertThat(read.closedAt()).isEqualTo(1_700_000_000_000L);
        assertThat(read.closedBy()).isEqualTo(closedBy);
        assertThat(read.items()).extracting(Item::uuid).containsExactly("a", "b");
        assertThat(read.items().get(1).toBytes())
                .isEqualTo(written.items().get(1).toBytes());
        assertThat(read.items().get(1).source().headers()).hasSize(3);
    }

    @Test
    void shouldStayWithinTheOverheadItPromises() {
        // Given
        List<Item> items = java.util.Collections.nCopies(500, Records.item("a"));

        // When
        byte[] bytes = new Batch(
                        Route.MARKETING_UPDATE, Integer.MAX_VALUE, Long.MAX_VALUE, ClosedBy.STORED_BYTES, items)
                .toBytes();

        // Then
        assertThat(bytes.length)
                .isLessThanOrEqualTo(
                        Batch.OVERHEAD_BYTES + 500 * (items.get(0).storedBytes() + Batch.OVERHEAD_BYTES_PER_ITEM));
    }

    @Test
    void shouldSkipWhatALaterReleaseAppends() {
        // Given
        byte[] bytes = batch().toBytes();

        // When
        Batch read = Batch.read(Arrays.copyOf(bytes, bytes.length + 9));

        // Then
        assertThat(read.items()).hasSize(1);
    }

    @Test
    void shouldSayThatBytesAreTruncatedWhereverTheyEnd() {
        // Given
        byte[] bytes = batch().toBytes();
        for (int length = 0; length < bytes.length; length++) {
            byte[] truncated = Arrays.copyOf(bytes, length);

            // When
            assertThatThrownBy(() -> Batch.read(truncated))
                    // Then
                    .isInstanceOf(UnreadableRecordException.class);
        }
    }

    @Test
    void shouldFailInNoOtherWayWhenBytesAreDamaged() {
        // Given
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        byte[] bytes = batch().toBytes();
        for (int round = 0; round < 20_000; round++) {
            byte[] damaged = bytes.clone();
            for (int i = random.nextInt(3); i >= 0; i--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }

            // When
            try {
                Batch.read(damaged).items().forEach(Item::source);
            } catch (UnreadableRecordException expected) {
                // Then: nothing else is thrown, no untrusted length is allocated, and no payload is told
                assertThat(expected)
                        .as("seed %d, round %d", seed, round)
                        .hasMessageNotContaining("{\"uuid")
                        .hasMessageMatching("[\\p{Print}]{1,200}");
            }
        }
    }

    @Test
    void shouldNotBelieveACountThatTheBytesDoNotHold() {
        // Given: two billion items announced, none there
        byte[] liar = new ByteWriter(32)
                .fixedByte(1)
                .nullable("behavioral")
                .number(0)
                .number(0)
                .nullable("inputs")
                .number(Integer.MAX_VALUE)
                .toBytes();

        // When
        assertThatThrownBy(() -> Batch.read(liar))
                // Then
                .isInstanceOf(UnreadableRecordException.class);
    }

    private static Batch batch() {
        return new Batch(Route.BEHAVIORAL, 0, 5, ClosedBy.LINGER, List.of(Records.item("a")));
    }
}
