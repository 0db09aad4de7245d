package io.eventbatcher.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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

    static Stream<byte[]> later() {
        byte[] item = Records.item("a").toBytes();
        byte[] bundle = Bundle.toBytes(List.of(Records.item("a"), Records.item("b")));
        byte[] appended = Arrays.copyOf(bundle, bundle.length + 3);
        return Stream.of(
                ofVersion(3, item),
                ofVersion(4, item),
                ofVersion(3, bundle),
                ofVersion(4, bundle),
                ofVersion(3, appended),
                bundleOf(ofVersion(2, item)));
    }

    @ParameterizedTest
    @MethodSource("later")
    void shouldTellWhatALaterReleaseHasWritten(byte[] written) {
        assertThat(refusal(written).isOfLaterRelease()).isTrue();
    }

    static Stream<byte[]> foreign() {
        byte[] bundle = Bundle.toBytes(List.of(Records.item("a"), Records.item("b")));
        return Stream.of(
                new byte[] {3},
                new byte[] {3, 0},
                new byte[] {3, 1, 1},
                new byte[] {3, 2, 0, 0},
                new byte[] {4, 1, 1, 3},
                new byte[] {4, 't', 'e', 'x', 't'},
                new byte[] {3, -1, -1, -1, -1, 7, 1},
                Arrays.copyOf(ofVersion(3, bundle), bundle.length - 1),
                ofVersion(5, bundle),
                ofVersion(15, bundle),
                ofVersion(0, bundle),
                ofVersion(-1, bundle));
    }

    @ParameterizedTest
    @MethodSource("foreign")
    void shouldNotTakeAForeignRecordForALaterReleases(byte[] written) {
        assertThat(refusal(written).isOfLaterRelease()).isFalse();
    }

    private static UnreadableRecordException refusal(byte[] written) {
        return catchThrowableOfType(UnreadableRecordException.class, () -> Bundle.read(written));
    }

    private static byte[] ofVersion(int version, byte[] bytes) {
        byte[] changed = bytes.clone();
        changed[0] = (byte) version;
        return changed;
    }

    private static byte[] bundleOf(byte[] item) {
        ByteWriter output =
                new ByteWriter(item.length + 6).fixedByte(2).number(1).number(item.length);
        output.raw(item, 0, item.length);
        return output.toBytes();
    }

    private static List<byte[]> bytes(List<Item> items) {
        return items.stream().map(Item::toBytes).toList();
    }
}
