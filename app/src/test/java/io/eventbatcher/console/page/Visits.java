package io.eventbatcher.console.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.eventbatcher.config.HttpSettings;
import io.eventbatcher.config.Secret;
import io.eventbatcher.config.Settings;
import io.eventbatcher.console.access.Access;
import io.eventbatcher.console.http.Parameters;
import io.eventbatcher.console.http.Request;
import io.eventbatcher.console.http.Response;
import io.eventbatcher.time.Clocks;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Visits of people to pages, by the way of every request: access, form token, role. */
public final class Visits {
    private static final String HOST = "localhost:9464";
    private static final String LOOK = "a-token-to-look-with";
    private static final String ACT = "a-token-to-act-with-it";
    private static final Pattern FORM_TOKEN = Pattern.compile("name=\"form-token\" value=\"([^\"]+)\"");

    private final Pages pages;
    private final String cookie;

    private Visits(Pages pages, String cookie) {
        this.pages = pages;
        this.cookie = cookie;
    }

    private static Visits of(Settings settings, List<Page> shown, String token) {
        HttpSettings.Console console = new HttpSettings.Console(
                true, new Secret(LOOK), new Secret(ACT), List.of("localhost"), Optional.empty());
        List<Page> all = new ArrayList<>(shown);
        all.add(new FakePage());
        Pages pages = new Pages(settings, new Access(console, Clocks.SYSTEM), all, String::valueOf);
        String cookie = new Visits(pages, "")
                .answer("POST", "/console/sign-in", "", "name=Ada&token=" + token)
                .headers()
                .getOrDefault("Set-Cookie", "")
                .split(";", 2)[0];
        return new Visits(pages, cookie);
    }

    /** Somebody who may act. */
    public static Visits acting(Settings settings, List<Page> shown) {
        return of(settings, shown, ACT);
    }

    /** Somebody who may only look. */
    public static Visits looking(Settings settings, List<Page> shown) {
        return of(settings, shown, LOOK);
    }

    /** A view as somebody who may act sees it. */
    public static String view(Settings settings, Function<Visit, Response> view) {
        Page page = new Page() {
            @Override
            public String path() {
                return "/console/view";
            }

            @Override
            public Response get(Visit visit) {
                return view.apply(visit);
            }
        };
        return acting(settings, List.of(page)).get("/console/view", "").text();
    }

    public Response get(String path, String query) {
        return answer("GET", path, query, "");
    }

    /** Sends a form that was made for this person. */
    public Response post(String path, String form) {
        Matcher token = FORM_TOKEN.matcher(get(FakePage.PATH, "").text());
        return token.find() ? post(path, form, token.group(1)) : post(path, form, "");
    }

    public Response post(String path, String form, String formToken) {
        return answer("POST", path, "", form + "&form-token=" + URLEncoder.encode(formToken, UTF_8));
    }

    private Response answer(String method, String path, String query, String form) {
        Map<String, List<String>> headers = new HashMap<>();
        headers.put("host", List.of(HOST));
        headers.put("origin", List.of("http://" + HOST));
        headers.put("cookie", List.of(cookie));
        return pages.answer(new Request(method, path, Parameters.parse(query), headers, Parameters.parse(form)));
    }
}
