package io.eventbatcher.console.page;

import static io.eventbatcher.console.page.AccessWorld.ACT;
import static io.eventbatcher.console.page.AccessWorld.HOST;
import static io.eventbatcher.console.page.AccessWorld.LOOK;
import static io.eventbatcher.console.page.AccessWorld.ORIGIN;
import static io.eventbatcher.console.page.AccessWorld.formToken;
import static io.eventbatcher.console.page.AccessWorld.get;
import static io.eventbatcher.console.page.AccessWorld.headers;
import static io.eventbatcher.console.page.AccessWorld.post;
import static io.eventbatcher.console.page.AccessWorld.signIn;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.console.http.Parameters;
import io.eventbatcher.console.http.Request;
import io.eventbatcher.console.http.Response;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests and forms of somebody who may not, by host, origin, session and role. */
class HostsAndFormsTest {
    private final AccessWorld world = new AccessWorld();

    @Test
    void shouldShowPagesWithoutAPasswordOnLoopback() {
        assertThat(world.open().answer(get(Map.of("host", HOST))).status()).isEqualTo(200);
    }

    @Test
    void shouldAskForATokenWhereThereIsOne() {
        // When
        Response response = world.withTokens().answer(get(Map.of("host", HOST)));

        // Then
        assertThat(response.status()).isEqualTo(401);
        assertThat(response.text()).contains("Sign in", "name=\"token\"").doesNotContain("form-token");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:9464",
                "localhost.evil.example",
                "127.0.0.1.evil.example",
                "[::1].evil",
                ""
            })
    void shouldRefuseForeignNamesBecauseTheyMayBeReboundToThisMachine(String host) {
        assertThat(world.open().answer(get(Map.of("host", host))).status()).isEqualTo(421);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:9464", "127.0.0.1:9464", "[::1]:9464", "10.0.0.7:9464", "Console.Internal:9464"})
    void shouldTakeNumbersAndItsOwnNames(String host) {
        assertThat(world.open().answer(get(Map.of("host", host))).status()).isEqualTo(200);
    }

    @Test
    void shouldActForSomebodyWhoHasSignedIn() {
        // Given
        Pages pages = world.withTokens();
        String cookie = signIn(pages, "ada", ACT);

        // When
        Response response = pages.answer(post(cookie, formToken(pages, cookie), ORIGIN));

        // Then
        assertThat(response.status()).isEqualTo(303);
        assertThat(world.page.done).containsExactly("ada");
    }

    @ParameterizedTest
    @CsvSource({"http://evil.example", "null", "http://localhost:9465", "https://localhost", "''"})
    void shouldRefuseFormsOfOtherSites(String origin) {
        // Given
        Pages pages = world.withTokens();
        String cookie = signIn(pages, "ada", ACT);

        // When
        Response response = pages.answer(post(cookie, formToken(pages, cookie), origin));

        // Then
        assertThat(response.status()).isEqualTo(403);
        assertThat(world.page.done).isEmpty();
    }

    @Test
    void shouldRefuseAFormWithoutAnOrigin() {
        // Given
        Pages pages = world.withTokens();
        String cookie = signIn(pages, "ada", ACT);
        Request request = new Request(
                "POST",
                FakePage.PATH,
                Parameters.parse(""),
                headers(Map.of("host", HOST, "cookie", cookie)),
                Parameters.parse("form-token=" + formToken(pages, cookie)));

        // When
        Response response = pages.answer(request);

        // Then
        assertThat(response.status()).isEqualTo(403);
        assertThat(world.page.done).isEmpty();
    }

    @Test
    void shouldRefuseAFormOfAnotherSession() {
        // Given
        Pages pages = world.withTokens();
        String ada = signIn(pages, "ada", ACT);
        String eve = signIn(pages, "eve", ACT);

        // When
        Response response = pages.answer(post(ada, formToken(pages, eve), ORIGIN));
        Response without = pages.answer(post(ada, "", ORIGIN));

        // Then
        assertThat(response.status()).isEqualTo(403);
        assertThat(without.status()).isEqualTo(403);
        assertThat(world.page.done).isEmpty();
    }

    @Test
    void shouldNotActForSomebodyWhoMayOnlyLook() {
        // Given
        Pages pages = world.withTokens();
        String cookie = signIn(pages, "bob", LOOK);

        // When
        Response response = pages.answer(post(cookie, formToken(pages, cookie), ORIGIN));

        // Then
        assertThat(response.status()).isEqualTo(403);
        assertThat(response.text()).contains("You may look, and change nothing.");
        assertThat(world.page.done).isEmpty();
    }

    @Test
    void shouldNotActForSomebodyWithoutAName() {
        // Given
        Pages pages = world.open();

        // When
        Response response = pages.answer(post("", "", ORIGIN));

        // Then
        assertThat(response.status()).isEqualTo(403);
        assertThat(world.page.done).isEmpty();
    }
}
