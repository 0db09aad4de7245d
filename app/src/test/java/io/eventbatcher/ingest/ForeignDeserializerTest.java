package io.eventbatcher.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventbatcher.deadletter.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ForeignDeserializerTest extends ForeignVendor {
    @Test
    void shouldRenderWhatAnotherVendorsDeserializerReturns() {
        // When
        Decoded decoded = decode("pe1_a;2026-01-02T03:04:05Z;42");

        // Then
        assertThat(decoded)
                .isInstanceOfSatisfying(
                        Decoded.Accepted.class,
                        accepted -> assertThat(new String(accepted.item().json(), StandardCharsets.UTF_8))
                                .startsWith(
                                        "{\"eventName\":\"pe1_a\",\"occurredAt\":\"2026-01-02T03:04:05Z\",\"objectId\":\"42\","
                                                + "\"properties\":{},\"uuid\":"));
    }

    @Test
    void shouldTakeOurOwnClassAsItIs() {
        assertThat(decode("ours"))
                .isInstanceOfSatisfying(
                        Decoded.Accepted.class,
                        accepted -> assertThat(accepted.item().uuid()).isEqualTo("7f"));
    }

    @Test
    void shouldValidateLikeAnyOther() {
        assertThat(reason(decode("no-name;2026-01-02T03:04:05Z;42"))).isEqualTo(Reason.INVALID_EVENT);
    }

    /** As Kafka Streams does with a task that it revives: one processor, closed and initialised again. */
    @Test
    void shouldMakeTheDeserializerAnewAfterAClose() {
        // Given
        decode("pe1_a;2026-01-02T03:04:05Z;42");
        ingest.close();

        // When
        Decoded decoded = decode("pe1_a;2026-01-02T03:04:05Z;42");

        // Then
        assertThat(decoded).isInstanceOf(Decoded.Accepted.class);
    }

    @Test
    void shouldSayAtTheStartWhatCannotBeUsed() {
        assertThatThrownBy(() -> foreign("com.example.Missing", Map.of()))
                .hasMessageContaining("avro.deserializer")
                .hasMessageContaining("com.example.Missing")
                .hasMessageContaining("class path");
        assertThatThrownBy(() -> foreign(String.class.getName(), Map.of())).hasMessageContaining("does not implement");
        assertThatThrownBy(() -> foreign(Vendor.class.getName(), Map.of("vendor.password", "s3cret")))
                .hasMessageContaining("vendor.password")
                .hasMessageContaining("vendor.separator is missing")
                .hasMessageNotContaining("s3cret");
    }
}
