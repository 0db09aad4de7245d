package io.eventbatcher.console.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.eventbatcher.config.HttpSettings;
import io.eventbatcher.config.Secret;
import io.eventbatcher.config.Settings;
import io.eventbatcher.console.access.Access;
import io.eventbatcher.console.http.Parameters;
import io.eventbatcher.console.http.Request;
import io.eventbatcher.fixtures.ManualClock;
import java.net.URLEncoder;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Pages that not everybody may see or change, in virtual time, and requests to them. */
final class AccessWorld {
    static final String HOST = "localhost:9464";
    static final String ORIGIN = "http://localhost:9464";
    static final String LOOK = "a-token-to-look-with";
    static final String ACT = "a-token-to-act-with-it";
    private static final Pattern FORM_TOKEN = Pattern.compile("name=\"form-token\" value=\"([^\"]+)\"");

    final ManualClock clock = new ManualClock(Instant.parse("2026-11-28T12:00:00Z"), ZoneOffset.UTC);
    final FakePage page = new FakePage();

    Pages open() {
        return pages(new HttpSettings.Console(
                true, Secret.NONE, Secret.NONE, List.of("console.internal"), Optional.empty()));
    }

    Pages withTokens() {
        return pages(console(Optional.empty()));
    }

    Pages behindProxy() {
        return pages(console(Optional.of("X-Forwarded-User")));
    }

    private static HttpSettings.Console console(Optional<String> userHeader) {
        return new HttpSettings.Console(true, new Secret(LOOK), new Secret(ACT), List.of("localhost"), userHeader);
    }

    private Pages pages(HttpSettings.Console console) {
        Settings settings = Settings.of(Map.of("kafka.bootstrap-servers", "none:1", "registry.url", "http://none"));
        return new Pages(settings, new Access(console, clock), List.of(page), String::valueOf);
    }

    static String signIn(Pages pages, String name, String token) {
        String set = pages.answer(signInRequest(name, token, "")).headers().getOrDefault("Set-Cookie", "");
        return set.substring(0, set.indexOf(';'));
    }

    static Request signInRequest(String name, String token, String to) {
        return new Request(
                "POST",
                "/console/sign-in",
                Parameters.parse(""),
                headers(Map.of("host", HOST, "origin", ORIGIN)),
                Parameters.parse("name=" + encoded(name) + "&token=" + encoded(token) + "&to=" + encoded(to)));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    static String formToken(Pages pages, String cookie) {
        Matcher matcher = FORM_TOKEN.matcher(
                pages.answer(get(Map.of("host", HOST, "cookie", cookie))).text());
        return matcher.find() ? matcher.group(1) : "";
    }

    static Request get(Map<String, String> headers) {
        return new Request("GET", FakePage.PATH, Parameters.parse(""), headers(headers), Parameters.parse(""));
    }

    static Request post(String cookie, String formToken, String origin) {
        return new Request(
                "POST",
                FakePage.PATH,
                Parameters.parse(""),
                headers(Map.of("host", HOST, "origin", origin, "cookie", cookie)),
                Parameters.parse("form-token=" + formToken));
    }

    static Map<String, List<String>> headers(Map<String, String> headers) {
        Map<String, List<String>> lists = new HashMap<>();
        headers.forEach((name, value) -> lists.put(name, List.of(value)));
        return lists;
    }
}
