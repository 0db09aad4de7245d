package io.eventbatcher.sandbox.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class SimulatorCommandTest {
    private static final Pattern URL = Pattern.compile("http://127\\.0\\.0\\.1:[0-9]+");

    @Test
    void shouldServeWithItsOptionsUntilItIsInterrupted() throws Exception {
        // Given
        StringWriter out = new StringWriter();
        CompletableFuture<Integer> exit = new CompletableFuture<>();
        Thread command = new Thread(() -> exit.complete(new CommandLine(new SimulatorCommand())
                .setOut(new PrintWriter(out))
                .execute("--port", "0", "--token", "mine", "--hub-id", "7", "--event", "pe7_a,pe7_b")));
        command.start();
        await().atMost(Duration.ofMinutes(1))
                .until(() -> URL.matcher(out.toString()).find());

        // When
        int known = send(url(out), "mine", "pe7_b");
        int undefined = send(url(out), "mine", "pe7_c");
        int stranger = send(url(out), "sandbox-token", "pe7_b");

        // Then
        command.interrupt();
        assertThat(new int[] {known, undefined, stranger}).containsExactly(204, 400, 401);
        assertThat(exit.join()).isZero();
    }

    private static String url(StringWriter out) {
        Matcher matcher = URL.matcher(out.toString());
        assertThat(matcher.find()).isTrue();
        return matcher.group();
    }

    private static int send(String url, String token, String eventName) throws Exception {
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(url + "/events/v3/send"))
                                .header("Authorization", "Bearer " + token)
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(
                                        "{\"eventName\":\"" + eventName + "\",\"utk\":\"t\",\"properties\":{}}"))
                                .build(),
                        BodyHandlers.ofString());
        return response.statusCode();
    }
}
