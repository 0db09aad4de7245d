package io.eventbatcher.console.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.eventbatcher.console.html.Html;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ServerTest {
    private final HttpClient client = HttpClient.newHttpClient();
    private final Server server = new Server(ServerTest::answer);
    private final HttpServer port = port();

    private HttpServer port() {
        try {
            HttpServer opened = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            opened.createContext("/console/", server);
            opened.start();
            return opened;
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
    }

    @AfterEach
    void close() {
        server.close();
        port.stop(0);
    }

    private static Response answer(Request request) {
        if (request.path().endsWith("live")) {
            return Response.live(
                    () -> Html.of("<p>{}\nline</p>", request.query().get("text")));
        }
        if (request.path().endsWith("bug")) {
            throw new IllegalStateException("a secret of the machine");
        }
        return Response.page(
                Html.text(request.query().get("text") + request.form().get("text")));
    }

    @Test
    void shouldForbidScriptsOfOthersFramesAndCaches() throws Exception {
        // When
        HttpResponse<String> answer = get("?text=x");

        // Then
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "base-uri 'none'")
                .doesNotContain("unsafe");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(answer.headers().firstValue("Referrer-Policy")).hasValue("same-origin");
    }

    @Test
    void shouldTellNothingOfABug() throws Exception {
        // When
        HttpResponse<String> answer = get("bug");

        // Then
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).doesNotContain("secret");
    }

    @Test
    void shouldRefuseMalformedAndLargeForms() throws Exception {
        // Given
        HttpRequest large = HttpRequest.newBuilder(uri(""))
                .POST(HttpRequest.BodyPublishers.ofString("text=" + "x".repeat(300_000)))
                .build();

        // When
        int malformed = client.send(
                        HttpRequest.newBuilder(uri(""))
                                .POST(HttpRequest.BodyPublishers.ofString("text=%zz"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .statusCode();
        int tooLarge = client.send(large, HttpResponse.BodyHandlers.ofString()).statusCode();

        // Then
        assertThat(malformed).isEqualTo(400);
        assertThat(tooLarge).isEqualTo(413);
    }

    @Test
    void shouldSendLivePiecesAsEvents() throws Exception {
        // When
        HttpResponse<java.io.InputStream> answer = client.send(
                HttpRequest.newBuilder(uri("live?text=%3Cb%3E")).build(), HttpResponse.BodyHandlers.ofInputStream());

        // Then
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/event-stream; charset=utf-8");
            assertThat(lines.readLine()).startsWith("retry: ");
            assertThat(lines.readLine()).isEmpty();
            assertThat(lines.readLine()).isEqualTo("data: <p>&lt;b&gt;");
            assertThat(lines.readLine()).isEqualTo("data: line</p>");
        }
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port.getAddress().getPort() + "/console/" + path);
    }
}
