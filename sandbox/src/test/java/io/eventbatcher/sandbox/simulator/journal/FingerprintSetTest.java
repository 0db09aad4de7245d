package io.eventbatcher.sandbox.simulator.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FingerprintSetTest {
    @Test
    void shouldTellFirstFromRepeatedWhileItGrows() {
        // Given
        FingerprintSet set = new FingerprintSet();
        IntStream.range(0, 50_000).forEach(number -> set.add(FingerprintSet.fingerprint("a", "" + number)));

        // When
        long added = IntStream.range(25_000, 100_000)
                .filter(number -> set.add(FingerprintSet.fingerprint("a", "" + number)))
                .count();

        // Then
        assertThat(added).isEqualTo(50_000);
        assertThat(set.contains(FingerprintSet.fingerprint("a", "99999"))).isTrue();
        assertThat(set.contains(FingerprintSet.fingerprint("b", "99999"))).isFalse();
    }
}
