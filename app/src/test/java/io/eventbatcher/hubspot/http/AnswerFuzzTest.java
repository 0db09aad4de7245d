package io.eventbatcher.hubspot.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.eventbatcher.config.AnswerSettings;
import io.eventbatcher.config.Secret;
import io.eventbatcher.config.Settings;
import io.eventbatcher.fixtures.LeastSettings;
import io.eventbatcher.fixtures.LongRuns;
import io.eventbatcher.hubspot.HubSpotClient;
import io.eventbatcher.hubspot.HubSpotRequest;
import io.eventbatcher.hubspot.Outcome;
import io.eventbatcher.hubspot.Text;
import io.eventbatcher.hubspot.answer.Classifier;
import io.eventbatcher.log.Printable;
import io.eventbatcher.route.Route;
import io.eventbatcher.time.Clocks;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Answers of any bytes, through the client and the classifier. The seed is printed with every failure, and another can be given by
 * {@code -Devent-batcher.seed}. Most answers go through OkHttp without a network, and some over real connections.
 */
class AnswerFuzzTest {
    private static final int ANSWERS = LongRuns.either(4_000, 10_000);
    private static final int OVER_CONNECTIONS = 100;

    private final long seed = Long.getLong("event-batcher.seed", 20_261_128L);
    private final Random random = new Random(seed);
    private final RawAnswers answers = new RawAnswers(random);

    /** Runs calls at once: handing over to another thread would cost more than the call. */
    private static final class SameThread extends AbstractExecutorService {
        @Override
        public void execute(Runnable task) {
            task.run();
        }

        @Override
        public void shutdown() {}

        @Override
        public List<Runnable> shutdownNow() {
            return List.of();
        }

        @Override
        public boolean isShutdown() {
            return false;
        }

        @Override
        public boolean isTerminated() {
            return false;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return true;
        }
    }

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void shouldAccountForEveryInputOnceWhateverTheBytes() throws Exception {
        // Given
        Settings settings = settings("http://localhost:1");
        AtomicReference<byte[]> canned = new AtomicReference<>();
        OkHttpClient http = OkHttpClients.of(settings.hubspot(), 4)
                .newBuilder()
                .dispatcher(new Dispatcher(new SameThread()))
                .connectionPool(new ConnectionPool(0, 1, TimeUnit.NANOSECONDS))
                .socketFactory(CannedSocket.factory(canned::get))
                .build();
        HttpExchange exchange = new HttpExchange(
                new Classifier(AnswerSettings.defaults(), Clock.systemUTC()), new HttpRequests(settings));
        Map<String, Integer> kinds = new HashMap<>();

        for (int i = 0; i < ANSWERS; i++) {
            HubSpotRequest request = request();
            byte[] bytes = answer(request);
            canned.set(bytes);

            // When
            Outcome outcome = await(
                    exchange.send(http, Address.of(settings, request.route()), request, new Secret("token"))::get,
                    i,
                    bytes);

            // Then
            check(request, outcome, i, bytes);
            kinds.merge(outcome.getClass().getSimpleName(), 1, Integer::sum);
        }
        assertThat(kinds)
                .containsKeys("Delivered", "PartlyDelivered", "Rejected", "Split", "Retry", "Park", "Halt", "Unproven");
    }

    @Test
    void shouldAccountForEveryInputOnceOverConnections() throws Exception {
        // Given
        AtomicReference<byte[]> canned = new AtomicReference<>(new byte[0]);
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                HubSpotClient client =
                        OkHttpHubSpotClient.of(settings("http://localhost:" + server.getLocalPort()), Clocks.SYSTEM)) {
            Thread serving = new Thread(() -> serve(server, canned), "answers");
            serving.setDaemon(true);
            serving.start();

            for (int i = 0; i < OVER_CONNECTIONS; i++) {
                HubSpotRequest request = request();
                byte[] bytes = answer(request);
                canned.set(bytes);

                // When
                Outcome outcome = await(client.send(request)::get, i, bytes);

                // Then
                check(request, outcome, i, bytes);
            }
        }
    }

    private static Settings settings(String baseUrl) {
        return LeastSettings.with(
                "hubspot: {base-url: \"%s\", connect-timeout: 5s, events-timeout: 5s, marketing-timeout: 5s}"
                        .formatted(baseUrl));
    }

    private HubSpotRequest request() {
        Route route = List.of(Route.values()).get(random.nextInt(Route.values().length));
        return Text.request(
                route,
                IntStream.rangeClosed(1, 1 + random.nextInt(4))
                        .mapToObj(String::valueOf)
                        .toArray(String[]::new));
    }

    private byte[] answer(HubSpotRequest request) {
        return answers.next(
                request.inputs().stream().map(input -> input.identity()).toList());
    }

    /** Reads the head of a request, answers, and closes. */
    private static void serve(ServerSocket server, AtomicReference<byte[]> canned) {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                socket.setSoTimeout(2_000);
                byte[] read = new byte[16_384];
                if (socket.getInputStream().read(read) >= 0) {
                    socket.getOutputStream().write(canned.get());
                    socket.getOutputStream().flush();
                }
            } catch (IOException brokenOff) {
                // the client may give up first
            }
        }
    }

    /** An answer that may still come. */
    private interface Pending {
        Outcome get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException;
    }

    private Outcome await(Pending pending, int number, byte[] answer) throws InterruptedException {
        try {
            return pending.get(20, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException never) {
            return fail(described(number, answer), never);
        }
    }

    private void check(HubSpotRequest request, Outcome outcome, int number, byte[] answer) {
        boolean proven = !(outcome instanceof Outcome.Delivered)
                || request.route() != Route.BEHAVIORAL
                || outcome.facts().status() == 204;
        assertThat(proven && accounted(outcome, request.inputs().size()))
                .as(() -> described(number, answer) + " to " + request + " became " + outcome)
                .isTrue();
        assertThat(outcome.facts().describe())
                .as(() -> described(number, answer) + ": the status was read")
                .doesNotContain("after status");
        assertThat(outcome.facts().describe())
                .as(() -> described(number, answer))
                .isEqualTo(Printable.of(outcome.facts().describe()));
    }

    private String described(int number, byte[] answer) {
        String text = new String(answer, StandardCharsets.ISO_8859_1);
        return "seed " + seed + ", answer " + number + ": "
                + Printable.of(text.substring(0, Math.min(2_000, text.length())));
    }

    /** True if each input has exactly one fate. */
    private static boolean accounted(Outcome outcome, int inputs) {
        return outcome.fold(new Outcome.Cases<Boolean>() {
            @Override
            public Boolean delivered(Outcome.Delivered delivered) {
                int status = delivered.facts().status();
                return status / 100 == 2;
            }

            @Override
            public Boolean partlyDelivered(Outcome.PartlyDelivered partly) {
                return partly.results().size() == inputs;
            }

            @Override
            public Boolean split(Outcome.Split split) {
                return inputs > 1;
            }

            @Override
            public Boolean rejected(Outcome.Rejected rejected) {
                return inputs == 1;
            }

            @Override
            public Boolean retry(Outcome.Retry retry) {
                return true;
            }

            @Override
            public Boolean alreadyAccepted(Outcome.AlreadyAccepted accepted) {
                return inputs == 1;
            }

            @Override
            public Boolean unproven(Outcome.Unproven unproven) {
                return inputs == 1;
            }

            @Override
            public Boolean park(Outcome.Park park) {
                return true;
            }

            @Override
            public Boolean halt(Outcome.Halt halt) {
                return true;
            }
        });
    }
}
