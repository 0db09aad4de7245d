package io.eventbatcher.console.page;

import static io.eventbatcher.console.page.AccessWorld.ACT;
import static io.eventbatcher.console.page.AccessWorld.HOST;
import static io.eventbatcher.console.page.AccessWorld.get;
import static io.eventbatcher.console.page.AccessWorld.signIn;
import static io.eventbatcher.console.page.AccessWorld.signInRequest;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.console.http.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names, tokens, cookies and sessions, and where a visitor is led after signing in. */
class SigningInTest {
    private final AccessWorld world = new AccessWorld();

    @Test
    void shouldTakeNoForgedCookie() {
        // When
        Response response = world.withTokens()
                .answer(get(Map.of("host", HOST, "cookie", "event-batcher-console-9464=" + "A".repeat(43))));

        // Then
        assertThat(response.status()).isEqualTo(401);
    }

    @Test
    void shouldKeepTheCookieFromScriptsAndOtherSites() {
        // When
        Response response = world.withTokens().answer(signInRequest("ada", ACT, ""));

        // Then
        assertThat(response.headers().get("Set-Cookie")).contains("; HttpOnly; SameSite=Strict; ", "; Path=/console;");
    }

    @Test
    void shouldRestAfterManyWrongTokens() {
        // Given
        Pages pages = world.withTokens();
        List<Integer> wrong = Stream.generate(() -> signInRequest("eve", "wrong", ""))
                .limit(10)
                .map(request -> pages.answer(request).status())
                .toList();

        // When
        int atOnce = pages.answer(signInRequest("ada", ACT, "")).status();
        world.clock.advance(Duration.ofMinutes(2));
        int later = pages.answer(signInRequest("ada", ACT, "")).status();

        // Then
        assertThat(wrong).containsOnly(403);
        assertThat(atOnce).isEqualTo(429);
        assertThat(later).isEqualTo(303);
    }

    @Test
    void shouldEndASession() {
        // Given
        Pages pages = world.withTokens();
        String cookie = signIn(pages, "ada", ACT);

        // When
        world.clock.advance(Duration.ofHours(12));

        // Then
        assertThat(pages.answer(get(Map.of("host", HOST, "cookie", cookie))).status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/",
                "//evil.example/console/",
                "javascript:alert(1)",
                "/console/../../evil",
                ""
            })
    void shouldLeadNobodyElsewhereAfterSigningIn(String to) {
        // When
        Response response = world.withTokens().answer(signInRequest("ada", ACT, to));

        // Then
        assertThat(response.headers().getOrDefault("Location", ""))
                .doesNotStartWith("//")
                .doesNotContain(":", "evil.example");
    }

    @Test
    void shouldLeadToTheSharedAddressAfterSigningIn() {
        // When
        Response response = world.withTokens().answer(signInRequest("ada", ACT, "/console/fake?text=a%26b"));

        // Then
        assertThat(response.headers()).containsEntry("Location", "/console/fake?text=a%26b");
    }

    @Test
    void shouldSignInThoughTheAddressToGoToIsMalformed() {
        // When
        Response response = world.withTokens().answer(signInRequest("ada", ACT, "/console/x%0dy"));

        // Then
        assertThat(response.status()).isEqualTo(303);
        assertThat(response.headers()).containsEntry("Location", "/console/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "\u200B",
                "...",
                "a\nb",
                "a\u202Eb",
                "0123456789012345678901234567890123456789012345678901234567890"
            })
    void shouldTakeNoNameThatMisleads(String name) {
        assertThat(world.open().answer(signInRequest(name, "", "")).status()).isEqualTo(400);
    }
}
