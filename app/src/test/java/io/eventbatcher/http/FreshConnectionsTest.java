package io.eventbatcher.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.fixtures.SwallowingProxy;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@SuppressWarnings("NullAway.Init") // each test opens them first
class FreshConnectionsTest {
    private static final int NO_ANSWER = 0;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final CountDownLatch slow = new CountDownLatch(2);
    private final CountDownLatch answerSlow = new CountDownLatch(1);
    private final MockWebServer server = new MockWebServer();
    private SwallowingProxy proxy;
    private FreshConnections http;

    private void open(Protocol protocol) throws IOException {
        server.setProtocols(List.of(protocol));
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                if (request.getTarget().equals("/slow")) {
                    slow.countDown();
                    await(answerSlow);
                }
                return new MockResponse.Builder().code(204).build();
            }
        });
        server.start();
        proxy = new SwallowingProxy(server.getPort());
        http = FreshConnections.of(
                new OkHttpClient.Builder()
                        .protocols(List.of(protocol))
                        .retryOnConnectionFailure(false)
                        .readTimeout(Duration.ZERO)
                        .callTimeout(PATIENCE)
                        .build(),
                ConnectionPool::new);
    }

    @AfterEach
    void close() throws IOException {
        http.close();
        proxy.close();
        server.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"H2_PRIOR_KNOWLEDGE", "HTTP_1_1"})
    void shouldTakeNewConnectionsAfterATimeout(Protocol protocol) throws Exception {
        // Given
        open(protocol);
        CompletableFuture<Void> both = CompletableFuture.allOf(send("/slow"), send("/slow"));
        await(slow);
        answerSlow.countDown();
        both.join();
        proxy.silence();

        // When
        int first = sendWithin(Duration.ofSeconds(1), "/").join();
        int second = send("/").join();

        // Then
        assertThat(List.of(first, second)).containsExactly(NO_ANSWER, 204);
        assertThat(server.getRequestCount())
                .as("requests, none of them repeated")
                .isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource(names = {"H2_PRIOR_KNOWLEDGE", "HTTP_1_1"})
    void shouldLetCallsUnderWayEndOnTheOldConnections(Protocol protocol) throws Exception {
        // Given
        open(protocol);
        CompletableFuture<Integer> timedOut = sendWithin(Duration.ofMillis(300), "/slow");

        // When
        CompletableFuture<Integer> underWay = send("/slow");

        // Then
        assertThat(timedOut.join()).isEqualTo(NO_ANSWER);
        assertThat(send("/").join()).isEqualTo(204);
        answerSlow.countDown();
        assertThat(underWay.join()).isEqualTo(204);
    }

    private CompletableFuture<Integer> send(String path) {
        return status(http.newCall(request(path)));
    }

    private CompletableFuture<Integer> sendWithin(Duration timeout, String path) {
        Call call = http.newCall(request(path));
        call.timeout().timeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
        return status(call);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private Request request(String path) {
        return new Request.Builder()
                .url("http://127.0.0.1:" + proxy.port() + path)
                .build();
    }

    private static CompletableFuture<Integer> status(Call call) {
        CompletableFuture<Integer> status = new CompletableFuture<>();
        call.enqueue(new Callback() {
            @Override
            public void onResponse(Call answered, Response response) {
                try (response) {
                    status.complete(response.code());
                }
            }

            @Override
            public void onFailure(Call failed, IOException failure) {
                status.complete(NO_ANSWER);
            }
        });
        return status;
    }
}
