package io.eventbatcher.console.page;

import static io.eventbatcher.console.page.AccessWorld.ACT;
import static io.eventbatcher.console.page.AccessWorld.HOST;
import static io.eventbatcher.console.page.AccessWorld.get;
import static io.eventbatcher.console.page.AccessWorld.signInRequest;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.console.http.Response;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Visitors whose name a proxy tells. */
class ProxiedVisitorTest {
    private final AccessWorld world = new AccessWorld();

    @Test
    void shouldBelieveAProxyOnlyWithTheToken() {
        // Given
        Pages pages = world.behindProxy();

        // When
        int alone = pages.answer(get(Map.of("host", HOST, "x-forwarded-user", "root")))
                .status();
        int wrong = pages.answer(get(Map.of("host", HOST, "x-forwarded-user", "root", "authorization", "Bearer x")))
                .status();
        int nameless = pages.answer(get(Map.of("host", HOST, "authorization", "Bearer " + ACT)))
                .status();
        Response told =
                pages.answer(get(Map.of("host", HOST, "x-forwarded-user", "ada", "authorization", "Bearer " + ACT)));

        // Then
        assertThat(List.of(alone, wrong, nameless)).containsExactly(401, 403, 403);
        assertThat(told.status()).isEqualTo(200);
        assertThat(told.text()).contains("ada <span class=\"soft\">may act</span>");
    }

    @Test
    void shouldGiveNobodyTheSessionOfAProxyByACookie() {
        // Given
        Pages pages = world.behindProxy();
        var known =
                pages.answer(get(Map.of("host", HOST, "x-forwarded-user", "ada", "authorization", "Bearer " + ACT)));

        // When
        List<Integer> guessed = Stream.of("ACT ada", "proxy ACT ada", "ada")
                .map(guess -> pages.answer(get(Map.of("host", HOST, "cookie", "event-batcher-console-9464=" + guess)))
                        .status())
                .toList();

        // Then
        assertThat(known.status()).isEqualTo(200);
        assertThat(guessed).containsOnly(401);
    }

    @Test
    void shouldKeepNoProxyOutForWrongTokensOfOthers() {
        // Given
        Pages pages = world.behindProxy();
        for (int attempt = 0; attempt < 20; attempt++) {
            var unused = pages.answer(signInRequest("eve", "wrong", ""));
        }

        // When
        Response told =
                pages.answer(get(Map.of("host", HOST, "x-forwarded-user", "ada", "authorization", "Bearer " + ACT)));

        // Then
        assertThat(told.status()).isEqualTo(200);
    }

    @Test
    void shouldIgnoreTheHeaderOfAProxyUnlessTold() {
        // When
        Response response = world.open().answer(get(Map.of("host", HOST, "x-forwarded-user", "root")));

        // Then
        assertThat(response.text()).doesNotContain("root").contains("Sign in");
    }
}
