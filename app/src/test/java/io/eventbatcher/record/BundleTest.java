package io.eventbatcher.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class BundleTest {
    @Test
    void shouldReadBackWhatWasWritten() {
        // Given
        List<Item> written = List.of(Records.item("a"), Records.item("b"), Records.item("c"));

        // When
        List<Item> read = Bundle.read(Bundle.toBytes(written));

        // Then
        assertThat(read).extracting(Item::uuid).containsExactly("a", "b", "c");
        assertThat(read).extracting(Item::toBytes).containsExactlyElementsOf(bytes(written));
    }

    /** What an earlier release left on its way. */
    @Test
    void shouldReadAnItemThatTravelsAlone() {
        // Given
        byte[] alone = Records.item("a").toBytes();

        // When
        List<Item> read = Bundle.read(alone);

        // Then
        assertThat(read).extracting(Item::uuid).containsExactly("a");
        assertThat(Bundle.toBytes(read)).isEqualTo(alone);
    }

    @Test
    void shouldRefuseABundleThatIsCutOff() {
        // Given
        byte[] whole = Bundle.toBytes(List.of(Records.item("a"), Records.item("b")));

        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);

            // When, Then
            assertThatThrownBy(() -> Bundle.read(cut)).isInstanceOf(UnreadableRecordException.class);
        }
    }

    private static List<byte[]> bytes(List<Item> items) {
        return items.stream().map(Item::toBytes).toList();
    }
}
