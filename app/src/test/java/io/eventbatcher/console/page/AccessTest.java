package io.eventbatcher.console.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.config.HttpSettings;
import io.eventbatcher.config.Secret;
import io.eventbatcher.config.Settings;
import io.eventbatcher.console.access.Access;
import io.eventbatcher.console.http.Parameters;
import io.eventbatcher.console.http.Request;
import io.eventbatcher.console.http.Response;
import io.eventbatcher.fixtures.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything that somebody who may not could try. */
class AccessTest {
    private static final String HOST = "localhost:9464";
    private static final String ORIGIN = "http://localhost:9464";
    private static final String LOOK = "a-token-to-look-with";
    private static final String ACT = "a-token-to-act-with-it";
    private static final Pattern FORM_TOKEN = Pattern.compile("name=\"form-token\" value=\"([^\"]+)\"");

    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-28T12:00:00Z"), ZoneOffset.UTC);
    private final FakePage page = new FakePage();

    @Test
    void shouldShowPagesWithoutAPasswordOnLoopback() {
        assertThat(open().answer(get(Map.of("host", HOST))).status()).isEqualTo(200);
    }

    @Test
    void shouldAskForATokenWhereThereIsOne() {
        // When
        Response response = withTokens().answer(get(Map.of("host", HOST)));

        // Then
        assertThat(response.status()).isEqualTo(401);
        assertThat(text(response)).contains("Sign in", "name=\"token\"").doesNotContain("form-token");
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
        assertThat(open().answer(get(Map.of("host", host))).status()).isEqualTo(421);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:9464", "127.0.0.1:9464", "[::1]:9464", "10.0.0.7:9464", "Console.Internal:9464"})
    void shouldTakeNumbersAndItsOwnNames(String host) {
        assertThat(open().answer(get(Map.of("host", host))).status()).isEqualTo(200);
    }

    @Test
    void shouldActForSomebodyWhoHasSignedIn() {
        // Given
        Pages pages = withTokens();
        String cookie = signIn(pages, "ada", ACT);

        // When
        Response response = pages.answer(post(cookie, formToken(pages, cookie), ORIGIN));

        // Then
        assertThat(response.status()).isEqualTo(303);
        assertThat(page.done).containsExactly("ada");
    }

    @ParameterizedTest
    @CsvSource({"http://evil.example", "null", "http://localhost:9465", "https://localhost", "''"})
    void shouldRefuseFormsOfOtherSites(String origin) {
        // Given
        Pages pages = withTokens();
        String cookie = signIn(pages, "ada", ACT);

        // When
        Response response = pages.answer(post(cookie, formToken(pages, cookie), origin));

        // Then
        assertThat(response.status()).isEqualTo(403);
        assertThat(page.done).isEmpty();
    }

    @Test
    void shouldRefuseAFormWithoutAnOrigin() {
        // Given
        Pages pages = withTokens();
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
        assertThat(page.done).isEmpty();
    }

    @Test
    void shouldRefuseAFormOfAnotherSession() {
        // Given
        Pages pages = withTokens();
        String ada = signIn(pages, "ada", ACT);
        String eve = signIn(pages, "eve", ACT);

        // When
        Response response = pages.answer(post(ada, formToken(pages, eve), ORIGIN));
        Response without = pages.answer(post(ada, "", ORIGIN));

        // Then
        assertThat(response.status()).isEqualTo(403);
        assertThat(without.status()).isEqualTo(403);
        assertThat(page.done).isEmpty();
    }

    @Test
    void shouldNotActForSomebodyWhoMayOnlyLook() {
        // Given
        Pages pages = withTokens();
        String cookie = signIn(pages, "bob", LOOK);

        // When
        Response response = pages.answer(post(cookie, formToken(pages, cookie), ORIGIN));

        // Then
        assertThat(response.status()).isEqualTo(403);
        assertThat(text(response)).contains("You may look, and change nothing.");
        assertThat(page.done).isEmpty();
    }

    @Test
    void shouldNotActForSomebodyWithoutAName() {
        // Given
        Pages pages = open();

        // When
        Response response = pages.answer(post("", "", ORIGIN));

        // Then
        assertThat(response.status()).isEqualTo(403);
        assertThat(page.done).isEmpty();
    }

    @Test
    void shouldTakeNoForgedCookie() {
        // When
        Response response = withTokens()
                .answer(get(Map.of("host", HOST, "cookie", "event-batcher-console-9464=" + "A".repeat(43))));

        // Then
        assertThat(response.status()).isEqualTo(401);
    }

    @Test
    void shouldKeepTheCookieFromScriptsAndOtherSites() {
        // When
        Response response = withTokens().answer(signInRequest("ada", ACT, ""));

        // Then
        assertThat(response.headers().get("Set-Cookie")).contains("; HttpOnly; SameSite=Strict; ", "; Path=/console;");
    }

    @Test
    void shouldRestAfterManyWrongTokens() {
        // Given
        Pages pages = withTokens();
        for (int attempt = 0; attempt < 10; attempt++) {
            assertThat(pages.answer(signInRequest("eve", "wrong", "")).status()).isEqualTo(403);
        }

        // When
        int status = pages.answer(signInRequest("ada", ACT, "")).status();

        // Then
        assertThat(status).isEqualTo(429);
        clock.advance(Duration.ofMinutes(2));
        assertThat(pages.answer(signInRequest("ada", ACT, "")).status()).isEqualTo(303);
    }

    @Test
    void shouldEndASession() {
        // Given
        Pages pages = withTokens();
        String cookie = signIn(pages, "ada", ACT);

        // When
        clock.advance(Duration.ofHours(12));

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
        Response response = withTokens().answer(signInRequest("ada", ACT, to));

        // Then
        assertThat(response.headers().getOrDefault("Location", ""))
                .doesNotStartWith("//")
                .doesNotContain(":", "evil.example");
    }

    @Test
    void shouldLeadToTheSharedAddressAfterSigningIn() {
        // When
        Response response = withTokens().answer(signInRequest("ada", ACT, "/console/fake?text=a%26b"));

        // Then
        assertThat(response.headers()).containsEntry("Location", "/console/fake?text=a%26b");
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
        assertThat(open().answer(signInRequest(name, "", "")).status()).isEqualTo(400);
    }

    @Test
    void shouldBelieveAProxyOnlyWithTheToken() {
        // Given
        Pages pages = behindProxy();

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
        assertThat(text(told)).contains("ada <span class=\"soft\">may act</span>");
    }

    @Test
    void shouldGiveNobodyTheSessionOfAProxyByACookie() {
        // Given
        Pages pages = behindProxy();
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
        Pages pages = behindProxy();
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
    void shouldSignInThoughTheAddressToGoToIsMalformed() {
        // When
        Response response = withTokens().answer(signInRequest("ada", ACT, "/console/x%0dy"));

        // Then
        assertThat(response.status()).isEqualTo(303);
        assertThat(response.headers()).containsEntry("Location", "/console/");
    }

    @Test
    void shouldIgnoreTheHeaderOfAProxyUnlessTold() {
        // When
        Response response = open().answer(get(Map.of("host", HOST, "x-forwarded-user", "root")));

        // Then
        assertThat(text(response)).doesNotContain("root").contains("Sign in");
    }

    @Test
    void shouldEscapeTextOfAnAddress() {
        // Given
        Request request = new Request(
                "GET",
                FakePage.PATH,
                Parameters.parse("text=%3Cscript%3Ealert(1)%3C/script%3E"),
                headers(Map.of("host", HOST)),
                Parameters.parse(""));

        // When
        Response response = open().answer(request);

        // Then
        assertThat(text(response)).contains("&lt;script&gt;alert(1)").doesNotContain("<script>alert");
    }

    @Test
    void shouldTakeOnlyGetAndPost() {
        // Given
        Request request = new Request(
                "DELETE",
                FakePage.PATH,
                Parameters.parse(""),
                headers(Map.of("host", HOST, "origin", ORIGIN)),
                Parameters.parse(""));

        // When
        Response response = open().answer(request);

        // Then
        assertThat(response.status()).isEqualTo(405);
    }

    private Pages open() {
        return pages(new HttpSettings.Console(
                true, Secret.NONE, Secret.NONE, List.of("console.internal"), Optional.empty()));
    }

    private Pages withTokens() {
        return pages(console(Optional.empty()));
    }

    private Pages behindProxy() {
        return pages(console(Optional.of("X-Forwarded-User")));
    }

    private static HttpSettings.Console console(Optional<String> userHeader) {
        return new HttpSettings.Console(true, new Secret(LOOK), new Secret(ACT), List.of("localhost"), userHeader);
    }

    private Pages pages(HttpSettings.Console console) {
        Settings settings = Settings.of(Map.of("kafka.bootstrap-servers", "none:1", "registry.url", "http://none"));
        return new Pages(settings, new Access(console, clock), List.of(page), String::valueOf);
    }

    private static String signIn(Pages pages, String name, String token) {
        String set = pages.answer(signInRequest(name, token, "")).headers().getOrDefault("Set-Cookie", "");
        return set.substring(0, set.indexOf(';'));
    }

    private static Request signInRequest(String name, String token, String to) {
        return new Request(
                "POST",
                "/console/sign-in",
                Parameters.parse(""),
                headers(Map.of("host", HOST, "origin", ORIGIN)),
                Parameters.parse("name=" + encoded(name) + "&token=" + encoded(token) + "&to=" + encoded(to)));
    }

    private static String encoded(String text) {
        return java.net.URLEncoder.encode(text, UTF_8);
    }

    private static String formToken(Pages pages, String cookie) {
        Matcher matcher = FORM_TOKEN.matcher(text(pages.answer(get(Map.of("host", HOST, "cookie", cookie)))));
        return matcher.find() ? matcher.group(1) : "";
    }

    private static Request get(Map<String, String> headers) {
        return new Request("GET", FakePage.PATH, Parameters.parse(""), headers(headers), Parameters.parse(""));
    }

    private static Request post(String cookie, String formToken, String origin) {
        return new Request(
                "POST",
                FakePage.PATH,
                Parameters.parse(""),
                headers(Map.of("host", HOST, "origin", origin, "cookie", cookie)),
                Parameters.parse("form-token=" + formToken));
    }

    private static Map<String, List<String>> headers(Map<String, String> headers) {
        Map<String, List<String>> lists = new HashMap<>();
        headers.forEach((name, value) -> lists.put(name, List.of(value)));
        return lists;
    }

    private static String text(Response response) {
        return response.text();
    }
}
