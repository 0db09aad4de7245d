package io.eventbatcher.delivery.rate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.delivery.rate.RateClaim.Part;
import io.eventbatcher.route.Route.Quota;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateClaimTest {
    @Test
    void shouldBeReadAsItWasWritten() {
        // Given
        RateClaim claim = new RateClaim(
                "one", Map.of(Quota.EVENTS, new Part(3, true, 12.5, 20), Quota.ACCOUNT, new Part(0, false, 0, 0.5)));

        // When
        byte[] written = claim.toBytes();

        // Then
        assertThat(RateClaim.read(written)).hasValue(claim);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "{\"instance\":7}", "text"})
    void shouldNotBeReadFromSomethingElse(String text) {
        // When
        var claim = RateClaim.read(text.getBytes(UTF_8));

        // Then
        assertThat(claim).isEmpty();
    }

    @Test
    void shouldLackAPartThatMakesNoSense() {
        // When
        var claim = RateClaim.read(
                "{\"instance\":\"x\",\"EVENTS\":{\"lanes\":-1,\"used\":3},\"ACCOUNT\":{\"lanes\":1,\"used\":\"NaN\"}}"
                        .getBytes(UTF_8));

        // Then
        assertThat(claim).hasValue(new RateClaim("x", Map.of()));
    }
}
