package io.eventbatcher.sandbox.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A person at the console of a running pipeline, without a browser: reads pages and sends their forms. */
final class ConsoleVisitor {
    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\">");
    private static final Pattern POST = Pattern.compile("(?s)<form method=\"post\" action=\"([^\"]*)\">(.*?)</form>");

    private final HttpClient client = HttpClient.newHttpClient();
    private final String address;
    private String cookie = "";
    private String here = "";

    private ConsoleVisitor(Pipeline pipeline) {
        this.address = pipeline.address();
    }

    static ConsoleVisitor signIn(Pipeline pipeline, String name) {
        ConsoleVisitor visitor = new ConsoleVisitor(pipeline);
        HttpResponse<String> answer = visitor.send(
                "/console/sign-in", HttpRequest.BodyPublishers.ofString("name=" + URLEncoder.encode(name, UTF_8)));
        visitor.cookie = answer.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
        return visitor;
    }

    /** A page, read to its end. */
    String go(String path) {
        here = path;
        String[] page = {""};
        await().atMost(Pipeline.PATIENCE).until(() -> {
            page[0] = send(path, null).body();
            return !page[0].contains("class=\"progress\"");
        });
        return page[0];
    }

    /** The same page, until it has a text. */
    String awaitText(String text, Runnable meanwhile) {
        String[] page = {""};
        await().atMost(Pipeline.PATIENCE).pollInSameThread().until(() -> {
            meanwhile.run();
            page[0] = go(here);
            return page[0].contains(text);
        });
        return page[0];
    }

    /** Sends the form that has a button, with further fields and their values in turn; the page that follows. */
    String press(String page, String button, String... fields) {
        Matcher form = POST.matcher(page);
        while (form.find()) {
            if (form.group(2).contains("id=\"" + button + "\"")) {
                List<String> pairs = new ArrayList<>();
                Matcher hidden = HIDDEN.matcher(form.group(2));
                while (hidden.find()) {
                    pairs.add(pair(hidden.group(1), hidden.group(2)));
                }
                for (int at = 0; at < fields.length; at += 2) {
                    pairs.add(pair(fields[at], fields[at + 1]));
                }
                HttpResponse<String> answer = send(
                        form.group(1).replace("&amp;", "&"),
                        HttpRequest.BodyPublishers.ofString(String.join("&", pairs)));
                return answer.headers().firstValue("Location").map(this::go).orElse(answer.body());
            }
        }
        throw new IllegalArgumentException("The page has no button " + button + ": " + page);
    }

    /** The address of the page. */
    String here() {
        return here;
    }

    private static String pair(String name, String value) {
        return URLEncoder.encode(name, UTF_8) + '=' + URLEncoder.encode(value, UTF_8);
    }

    private HttpResponse<String> send(String path, HttpRequest.@Nullable BodyPublisher form) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(address + path)).header("Cookie", cookie);
        if (form != null) {
            request.header("Content-Type", "application/x-www-form-urlencoded")
                    .header("Origin", address)
                    .POST(form);
        }
        return client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString())
                .join();
    }
}
