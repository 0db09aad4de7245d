package io.eventbatcher.hubspot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.config.Settings;
import io.eventbatcher.config.SettingsFile;
import io.eventbatcher.route.Route;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tokens that change: in a file, or because they are fetched anew. */
class CredentialsTest {
    private static final String SECRET = "s3cr3t-";
    private static final String CLIENT_SECRET = SECRET + "client";

    private final Server hubSpot = new Server();
    private final MockWebServer server = new MockWebServer();
    private final Time time = new Time();
    private final List<HubSpotClient> clients = new ArrayList<>();
    private Path directory;

    @BeforeEach
    void open(@TempDir Path ofThisTest) throws IOException {
        directory = ofThisTest;
        server.setDispatcher(hubSpot);
        server.start();
    }

    @AfterEach
    void close() {
        clients.forEach(HubSpotClient::close);
        server.close();
    }

    @Test
    void shouldFetchOneTokenForAllThatNeedOne() throws Exception {
        // Given
        hubSpot.tokenDelay = Duration.ofMillis(300);
        HubSpotClient client = oauth(Map.of());

        // When
        List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            outcomes.add(client.send(Text.request(Route.BEHAVIORAL, "a")));
        }

        // Then
        for (CompletableFuture<Outcome> outcome : outcomes) {
            assertThat(outcome.get(30, TimeUnit.SECONDS)).isInstanceOf(Outcome.Delivered.class);
        }
        assertThat(hubSpot.fetches).hasValue(1);
    }

    @Test
    void shouldFetchTheNextTokenWhileTheOldOneIsGood() throws Exception {
        // Given
        HubSpotClient client = oauth(Map.of());
        send(client);
        hubSpot.tokenDelay = Duration.ofMillis(200);
        time.advance(Duration.ofSeconds(1_441));

        // When
        Outcome meanwhile = send(client);

        // Then
        assertThat(meanwhile).isInstanceOf(Outcome.Delivered.class);
        assertThat(hubSpot.lastAuthorization).isEqualTo("Bearer " + SECRET + "access-1");
        hubSpot.awaitFetches(2);
        send(client);
        assertThat(hubSpot.fetches).hasValue(2);
    }

    @Test
    void shouldWaitForTheNextTokenWhenTheOldOneHasExpired() throws Exception {
        // Given
        HubSpotClient client = oauth(Map.of());
        send(client);
        hubSpot.tokenDelay = Duration.ofMillis(200);
        time.advance(Duration.ofMinutes(30));

        // When
        send(client);

        // Then
        assertThat(hubSpot.lastAuthorization).isEqualTo("Bearer " + SECRET + "access-2");
    }

    @Test
    void shouldNotTrustATokenForLongWhenItsLifeIsUntold() throws Exception {
        // Given
        hubSpot.tokenAnswer = new MockResponse.Builder()
                .body("{\"access_token\":\"" + SECRET + "access\"}")
                .build();
        HubSpotClient client = oauth(Map.of());
        send(client);
        time.advance(Duration.ofMinutes(5));

        // When
        send(client);

        // Then
        assertThat(hubSpot.fetches).hasValue(2);
    }

    @Test
    void shouldFetchOnceAndSendAgainWhenATokenHasExpiredEarly() throws Exception {
        // Given
        HubSpotClient client = oauth(Map.of());
        send(client);
        hubSpot.good = "access-2";

        // When
        Outcome outcome = send(client);

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Delivered.class);
        assertThat(hubSpot.fetches).hasValue(2);
        assertThat(hubSpot.events).hasValue(3);
    }

    @Test
    void shouldFetchOnceForAllThatWereRefusedWithOneToken() throws Exception {
        // Given a request whose refusal comes when another one has fetched the next token
        HubSpotClient client = oauth(Map.of());
        send(client);
        hubSpot.good = "access-2";
        CountDownLatch fetched = hubSpot.holdNextRefusal();
        CompletableFuture<Outcome> slow = client.send(Text.request(Route.BEHAVIORAL, "a"));
        hubSpot.awaitEvents(2);

        // When
        Outcome quick = send(client);

        // Then
        assertThat(quick).isInstanceOf(Outcome.Delivered.class);
        assertThat(slow).isNotDone();
        fetched.countDown();
        assertThat(slow.get(30, TimeUnit.SECONDS)).isInstanceOf(Outcome.Delivered.class);
        assertThat(hubSpot.fetches).hasValue(2);
    }

    @Test
    void shouldHaltWhenANewTokenIsNoBetter() throws Exception {
        // Given
        HubSpotClient client = oauth(Map.of());
        hubSpot.good = "none";

        // When
        Outcome outcome = send(client);

        // Then
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Halt.class, halt -> assertThat(halt.scope()).isEqualTo(Outcome.Halt.Scope.CREDENTIALS));
        assertThat(hubSpot.events).hasValue(2);
        assertThat(hubSpot.fetches).hasValue(2);
    }

    @Test
    void shouldHaltWhenTheGrantIsGoneAndSayWhatToDo() throws Exception {
        // Given
        hubSpot.tokenAnswer = new MockResponse.Builder()
                .code(400)
                .body("{\"status\":\"BAD_REFRESH_TOKEN\",\"message\":\"not good: %srefresh, %s, %sid\"}"
                        .formatted(SECRET, CLIENT_SECRET, SECRET))
                .build();
        HubSpotClient client = oauth(Map.of());

        // When
        Outcome outcome = send(client);

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Halt.class);
        assertThat(outcome.facts().describe())
                .contains("BAD_REFRESH_TOKEN", "hubspot.oauth.refresh-token", "********")
                .doesNotContain(SECRET);
        assertThat(hubSpot.events).hasValue(0);
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "400, '{\"error\":\"invalid_grant\"}', Halt",
        "400, '{\"error\":\"invalid_client\"}', Halt",
        "401, '{\"status\":\"BAD_CLIENT_SECRET\"}', Halt",
        "403, '{\"status\":\"BAD_CLIENT_ID\"}', Halt",
        "404, '', Halt",
        "405, '', Halt",
        "400, '<html></html>', Retry",
        "403, '{}', Retry",
        "200, '{}', Retry",
        "200, '<html></html>', Retry",
        "302, '', Retry",
        "429, '{\"status\":\"error\"}', Retry",
        "500, '{\"error\":\"invalid_grant\"}', Retry"
    })
    void shouldHaltOnlyWhenItIsToldThatThereIsNoTokenToBeHad(int status, String body, String outcome) throws Exception {
        // Given
        hubSpot.tokenAnswer = new MockResponse.Builder().code(status).body(body).build();
        HubSpotClient client = oauth(Map.of());

        // When
        Outcome without = send(client);

        // Then
        assertThat(without.getClass().getSimpleName()).isEqualTo(outcome);
        assertThat(hubSpot.events).hasValue(0);
    }

    @Test
    void shouldAskEverMoreRarelyUntilATokenIsFetched() throws Exception {
        // Given
        MockResponse down = new MockResponse.Builder().code(503).build();
        hubSpot.tokenAnswer = down;
        HubSpotClient client = oauth(Map.of());

        // When
        List<Integer> seconds = secondsOfFetches(client, 16);

        // Then: after pauses of 1, 2, 4 and 8 seconds
        assertThat(seconds).containsExactly(0, 1, 3, 7, 15);
        hubSpot.tokenAnswer = null;
        time.advance(OAuthTokens.LONGEST_PAUSE);
        send(client);
        hubSpot.tokenAnswer = down;
        time.advance(Duration.ofHours(1));
        assertThat(secondsOfFetches(client, 3)).containsExactly(0, 1);
    }

    private List<Integer> secondsOfFetches(HubSpotClient client, int end) throws Exception {
        List<Integer> seconds = new ArrayList<>();
        for (int second = 0; second < end; second++) {
            int before = hubSpot.fetches.get();
            send(client);
            if (hubSpot.fetches.get() > before) {
                seconds.add(second);
            }
            time.advance(Duration.ofSeconds(1));
        }
        return seconds;
    }

    @Test
    void shouldTryANewGrantAtOnce() throws Exception {
        // Given
        Path file = Files.writeString(directory.resolve("refresh"), SECRET + "old");
        HubSpotClient client = oauth(Map.of("EVENT_BATCHER_HUBSPOT_OAUTH_REFRESH_TOKEN_FILE", file.toString()));
        hubSpot.goodGrant = SECRET + "new";
        assertThat(send(client)).isInstanceOf(Outcome.Halt.class);
        Files.writeString(file, SECRET + "new");

        // When
        Outcome outcome = send(client);

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Delivered.class);
    }

    @Test
    void shouldRetryAndNotPesterWhenTokensCannotBeFetched() throws Exception {
        // Given
        hubSpot.tokenAnswer = new MockResponse.Builder().code(503).build();
        HubSpotClient client = oauth(Map.of());

        // When
        List<Outcome> outcomes = List.of(send(client), send(client), send(client));

        // Then
        assertThat(outcomes).allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Outcome.Retry.class));
        assertThat(hubSpot.fetches).hasValue(1);
        hubSpot.tokenAnswer = null;
        time.advance(OAuthTokens.FIRST_PAUSE);
        assertThat(send(client)).isInstanceOf(Outcome.Delivered.class);
    }

    @Test
    void shouldUseTheRefreshTokenThatCameBack() throws Exception {
        // Given
        hubSpot.rotating = true;
        HubSpotClient client = oauth(Map.of());
        send(client);
        time.advance(Duration.ofSeconds(1_801));

        // When
        send(client);

        // Then
        assertThat(hubSpot.grants).containsExactly(SECRET + "refresh", SECRET + "refresh-1");
    }

    @Test
    void shouldWriteTheRefreshTokenThatCameBackToItsFileForItsOwnerAlone() throws Exception {
        // Given
        hubSpot.rotating = true;
        Path file = Files.writeString(directory.resolve("refresh"), SECRET + "refresh\n");
        HubSpotClient client = oauth(Map.of(
                "EVENT_BATCHER_HUBSPOT_OAUTH_REFRESH_TOKEN_FILE",
                file.toString(),
                "EVENT_BATCHER_HUBSPOT_OAUTH_WRITE_REFRESH_TOKEN",
                "true"));

        // When
        send(client);

        // Then
        assertThat(file).hasContent(SECRET + "refresh-1");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (var left = Files.list(directory)) {
            assertThat(left).containsExactly(file);
        }
    }

    @Test
    void shouldLeaveTheFileOfTheRefreshTokenAloneUnlessItIsToldTo() throws Exception {
        // Given
        hubSpot.rotating = true;
        Path file = Files.writeString(directory.resolve("refresh"), SECRET + "refresh");
        HubSpotClient client = oauth(Map.of("EVENT_BATCHER_HUBSPOT_OAUTH_REFRESH_TOKEN_FILE", file.toString()));
        send(client);
        time.advance(Duration.ofSeconds(1_801));

        // When
        send(client);

        // Then
        assertThat(file).hasContent(SECRET + "refresh");
        assertThat(hubSpot.grants).containsExactly(SECRET + "refresh", SECRET + "refresh-1");
    }

    @Test
    void shouldUseTheRefreshTokenThatAnotherInstanceLeft() throws Exception {
        // Given
        Path file = Files.writeString(directory.resolve("refresh"), SECRET + "old");
        HubSpotClient client = oauth(Map.of("EVENT_BATCHER_HUBSPOT_OAUTH_REFRESH_TOKEN_FILE", file.toString()));
        hubSpot.onFetch = () -> write(file, SECRET + "new");
        hubSpot.goodGrant = SECRET + "new";

        // When
        Outcome outcome = send(client);

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Delivered.class);
        assertThat(hubSpot.grants).containsExactly(SECRET + "old", SECRET + "new");
    }

    @Test
    void shouldReadATokenAnewWhenItsFileHasChanged() throws Exception {
        // Given
        Path file = Files.writeString(directory.resolve("token"), SECRET + "one");
        HubSpotClient client = bearer(file);
        send(client);
        Files.writeString(file, SECRET + "two\n");
        time.advance(SecretFile.INTERVAL);

        // When
        send(client);

        // Then
        assertThat(hubSpot.lastAuthorization).isEqualTo("Bearer " + SECRET + "two");
    }

    @Test
    void shouldKeepATokenWhileItsFileIsEmpty() throws Exception {
        // Given
        Path file = Files.writeString(directory.resolve("token"), SECRET + "one");
        HubSpotClient client = bearer(file);
        Files.writeString(file, "\n");
        time.advance(SecretFile.INTERVAL);

        // When
        send(client);

        // Then
        assertThat(hubSpot.lastAuthorization).isEqualTo("Bearer " + SECRET + "one");
    }

    @Test
    void shouldReadATokenAnewAtOnceWhenItIsRefused() throws Exception {
        // Given
        Path file = Files.writeString(directory.resolve("token"), SECRET + "one");
        HubSpotClient client = bearer(file);
        Files.writeString(file, SECRET + "two");
        hubSpot.good = "two";

        // When
        Outcome outcome = send(client);

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Delivered.class);
        assertThat(hubSpot.events).hasValue(2);
    }

    @Test
    void shouldHaltAtOnceWhenThereIsNoOtherToken() throws Exception {
        // Given
        Path file = Files.writeString(directory.resolve("token"), SECRET + "one");
        HubSpotClient client = bearer(file);
        Files.delete(file);
        hubSpot.good = "two";

        // When
        Outcome outcome = send(client);

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Halt.class);
        assertThat(hubSpot.events).hasValue(1);
    }

    private HubSpotClient oauth(Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "EVENT_BATCHER_HUBSPOT_AUTH",
                "oauth",
                "EVENT_BATCHER_HUBSPOT_OAUTH_CLIENT_ID",
                SECRET + "id",
                "EVENT_BATCHER_HUBSPOT_OAUTH_CLIENT_SECRET",
                CLIENT_SECRET));
        if (more.isEmpty()) {
            environment.put("EVENT_BATCHER_HUBSPOT_OAUTH_REFRESH_TOKEN", SECRET + "refresh");
        }
        environment.putAll(more);
        return client(environment);
    }

    private HubSpotClient bearer(Path file) {
        return client(Map.of(SettingsFile.TOKEN_FILE, file.toString()));
    }

    private HubSpotClient client(Map<String, String> environment) {
        Settings settings = SettingsFile.parse(
                "{kafka: {bootstrap-servers: 'x:1'}, registry: {url: 'http://x'}, hubspot: {base-url: '%s'}}"
                        .formatted(server.url("/")),
                environment);
        HubSpotClient client = OkHttpHubSpotClient.of(settings, time);
        clients.add(client);
        return client;
    }

    private static Outcome send(HubSpotClient client) throws Exception {
        return client.send(Text.request(Route.BEHAVIORAL, "a")).get(30, TimeUnit.SECONDS);
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** HubSpot: takes the tokens that it gave, or only the good one. */
    private static final class Server extends Dispatcher {
        private final AtomicInteger fetches = new AtomicInteger();
        private final AtomicInteger events = new AtomicInteger();
        private final List<String> grants = Collections.synchronizedList(new ArrayList<>());
        private volatile Duration tokenDelay = Duration.ZERO;
        private volatile @Nullable MockResponse tokenAnswer;
        private volatile Runnable onFetch = () -> {};
        private volatile String good = "";
        private volatile String goodGrant = "";
        private volatile String lastAuthorization = "";
        private volatile boolean rotating;
        private final AtomicReference<CountDownLatch> nextRefusal = new AtomicReference<>(new CountDownLatch(0));

        @Override
        public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
            return request.getTarget().equals("/oauth/2026-03/token") ? token(request) : events(request);
        }

        private MockResponse token(RecordedRequest request) {
            int number = fetches.incrementAndGet();
            String form = request.getBody().string(UTF_8);
            String grant = form.substring(form.indexOf("&refresh_token=") + "&refresh_token=".length());
            grants.add(grant);
            onFetch.run();
            MockResponse answer = tokenAnswer;
            if (answer != null) {
                return answer;
            }
            if (!goodGrant.isEmpty() && !goodGrant.equals(grant)) {
                return new MockResponse.Builder()
                        .code(400)
                        .body("{\"error\":\"invalid_grant\"}")
                        .build();
            }
            String refresh = rotating ? SECRET + "refresh-" + number : grant;
            return new MockResponse.Builder()
                    .body("{\"access_token\":\"%saccess-%d\",\"refresh_token\":\"%s\",\"expires_in\":1800}"
                            .formatted(SECRET, number, refresh))
                    .headersDelay(tokenDelay.toMillis(), TimeUnit.MILLISECONDS)
                    .build();
        }

        private CountDownLatch holdNextRefusal() {
            CountDownLatch end = new CountDownLatch(1);
            nextRefusal.set(end);
            return end;
        }

        private MockResponse events(RecordedRequest request) throws InterruptedException {
            events.incrementAndGet();
            String authorization = String.valueOf(request.getHeaders().get("Authorization"));
            lastAuthorization = authorization;
            boolean taken = good.isEmpty() || authorization.equals("Bearer " + SECRET + good);
            if (!taken) {
                nextRefusal.getAndSet(new CountDownLatch(0)).await();
            }
            return new MockResponse.Builder().code(taken ? 204 : 401).build();
        }

        private void awaitFetches(int count) {
            await(fetches, count);
        }

        private void awaitEvents(int count) {
            await(events, count);
        }

        private static void await(AtomicInteger counter, int count) {
            Instant end = Instant.now().plusSeconds(30);
            while (counter.get() < count && Instant.now().isBefore(end)) {
                Thread.onSpinWait();
            }
        }
    }

    private static final class Time extends Clock {
        private volatile Instant now = Instant.parse("2026-11-21T12:00:00Z");

        void advance(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
