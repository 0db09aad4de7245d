package io.eventbatcher.hubspot.credentials;

import static io.eventbatcher.hubspot.credentials.TokenWorld.CLIENT_SECRET;
import static io.eventbatcher.hubspot.credentials.TokenWorld.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.hubspot.HubSpotClient;
import io.eventbatcher.hubspot.Outcome;
import io.eventbatcher.hubspot.Text;
import io.eventbatcher.route.Route;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tokens that are fetched: when, how often, and what becomes of requests without one. */
class OAuthTokensTest {
    @AutoClose
    private final TokenWorld world = new TokenWorld();

    @Test
    void shouldFetchOneTokenForAllThatNeedOne() throws Exception {
        // Given
        world.hubSpot.tokenDelay = Duration.ofMillis(300);
        HubSpotClient client = world.oauth(Map.of());

        // When
        List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            outcomes.add(client.send(Text.request(Route.BEHAVIORAL, "a")));
        }

        // Then
        for (CompletableFuture<Outcome> outcome : outcomes) {
            assertThat(outcome.get(30, TimeUnit.SECONDS)).isInstanceOf(Outcome.Delivered.class);
        }
        assertThat(world.hubSpot.fetches).hasValue(1);
    }

    @Test
    void shouldFetchTheNextTokenInTimeThoughTheClockWasSetBack() throws Exception {
        // Given
        HubSpotClient client = world.oauth(Map.of());
        world.send(client);
        world.time.step(Duration.ofHours(-1));
        world.time.advance(Duration.ofSeconds(1_801));

        // When
        world.send(client);

        // Then
        assertThat(world.hubSpot.fetches).hasValue(2);
    }

    @Test
    void shouldFetchTheNextTokenWhileTheOldOneIsGood() throws Exception {
        // Given
        HubSpotClient client = world.oauth(Map.of());
        world.send(client);
        world.hubSpot.tokenDelay = Duration.ofMillis(200);
        world.time.advance(Duration.ofSeconds(1_441));

        // When
        Outcome meanwhile = world.send(client);

        // Then
        assertThat(meanwhile).isInstanceOf(Outcome.Delivered.class);
        assertThat(world.hubSpot.lastAuthorization).isEqualTo("Bearer " + SECRET + "access-1");
        world.hubSpot.awaitFetches(2);
        world.send(client);
        assertThat(world.hubSpot.fetches).hasValue(2);
    }

    @Test
    void shouldWaitForTheNextTokenWhenTheOldOneHasExpired() throws Exception {
        // Given
        HubSpotClient client = world.oauth(Map.of());
        world.send(client);
        world.hubSpot.tokenDelay = Duration.ofMillis(200);
        world.time.advance(Duration.ofMinutes(30));

        // When
        world.send(client);

        // Then
        assertThat(world.hubSpot.lastAuthorization).isEqualTo("Bearer " + SECRET + "access-2");
    }

    @Test
    void shouldNotTrustATokenForLongWhenItsLifeIsUntold() throws Exception {
        // Given
        world.hubSpot.tokenAnswer = new MockResponse.Builder()
                .body("{\"access_token\":\"" + SECRET + "access\"}")
                .build();
        HubSpotClient client = world.oauth(Map.of());
        world.send(client);
        world.time.advance(Duration.ofMinutes(5));

        // When
        world.send(client);

        // Then
        assertThat(world.hubSpot.fetches).hasValue(2);
    }

    @Test
    void shouldFetchOnceAndSendAgainWhenATokenHasExpiredEarly() throws Exception {
        // Given
        HubSpotClient client = world.oauth(Map.of());
        world.send(client);
        world.hubSpot.good = "access-2";

        // When
        Outcome outcome = world.send(client);

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Delivered.class);
        assertThat(world.hubSpot.fetches).hasValue(2);
        assertThat(world.hubSpot.events).hasValue(3);
    }

    @Test
    void shouldFetchOnceForAllThatWereRefusedWithOneToken() throws Exception {
        // Given a request whose refusal comes when another one has fetched the next token
        HubSpotClient client = world.oauth(Map.of());
        world.send(client);
        world.hubSpot.good = "access-2";
        CountDownLatch fetched = world.hubSpot.holdNextRefusal();
        CompletableFuture<Outcome> slow = client.send(Text.request(Route.BEHAVIORAL, "a"));
        world.hubSpot.awaitEvents(2);

        // When
        Outcome quick = world.send(client);

        // Then
        assertThat(quick).isInstanceOf(Outcome.Delivered.class);
        assertThat(slow).isNotDone();
        fetched.countDown();
        assertThat(slow.get(30, TimeUnit.SECONDS)).isInstanceOf(Outcome.Delivered.class);
        assertThat(world.hubSpot.fetches).hasValue(2);
    }

    @Test
    void shouldHaltWhenANewTokenIsNoBetter() throws Exception {
        // Given
        HubSpotClient client = world.oauth(Map.of());
        world.hubSpot.good = "none";

        // When
        Outcome outcome = world.send(client);

        // Then
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Halt.class, halt -> assertThat(halt.scope()).isEqualTo(Outcome.Halt.Scope.CREDENTIALS));
        assertThat(world.hubSpot.events).hasValue(2);
        assertThat(world.hubSpot.fetches).hasValue(2);
    }

    @Test
    void shouldHaltWhenTheGrantIsGoneAndSayWhatToDo() throws Exception {
        // Given
        world.hubSpot.tokenAnswer = new MockResponse.Builder()
                .code(400)
                .body("{\"status\":\"BAD_REFRESH_TOKEN\",\"message\":\"not good: %srefresh, %s, %sid\"}"
                        .formatted(SECRET, CLIENT_SECRET, SECRET))
                .build();
        HubSpotClient client = world.oauth(Map.of());

        // When
        Outcome outcome = world.send(client);

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Halt.class);
        assertThat(outcome.facts().describe())
                .contains("BAD_REFRESH_TOKEN", "hubspot.oauth.refresh-token", "********")
                .doesNotContain(SECRET);
        assertThat(world.hubSpot.events).hasValue(0);
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
        world.hubSpot.tokenAnswer =
                new MockResponse.Builder().code(status).body(body).build();
        HubSpotClient client = world.oauth(Map.of());

        // When
        Outcome without = world.send(client);

        // Then
        assertThat(without.getClass().getSimpleName()).isEqualTo(outcome);
        assertThat(world.hubSpot.events).hasValue(0);
    }

    @Test
    void shouldRetryAndNotPesterWhenTokensCannotBeFetched() throws Exception {
        // Given
        world.hubSpot.tokenAnswer = new MockResponse.Builder().code(503).build();
        HubSpotClient client = world.oauth(Map.of());

        // When
        List<Outcome> outcomes = List.of(world.send(client), world.send(client), world.send(client));

        // Then
        assertThat(outcomes).allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Outcome.Retry.class));
        assertThat(world.hubSpot.fetches).hasValue(1);
        world.hubSpot.tokenAnswer = null;
        world.time.advance(FetchPause.FIRST);
        assertThat(world.send(client)).isInstanceOf(Outcome.Delivered.class);
    }

    @Test
    void shouldAskEverMoreRarelyUntilATokenIsFetched() throws Exception {
        // Given
        MockResponse down = new MockResponse.Builder().code(503).build();
        world.hubSpot.tokenAnswer = down;
        HubSpotClient client = world.oauth(Map.of());

        // When
        List<Integer> seconds = secondsOfFetches(client, 16);

        // Then: after pauses of 1, 2, 4 and 8 seconds
        assertThat(seconds).containsExactly(0, 1, 3, 7, 15);
        world.hubSpot.tokenAnswer = null;
        world.time.advance(FetchPause.LONGEST);
        world.send(client);
        world.hubSpot.tokenAnswer = down;
        world.time.advance(Duration.ofHours(1));
        assertThat(secondsOfFetches(client, 3)).containsExactly(0, 1);
    }

    private List<Integer> secondsOfFetches(HubSpotClient client, int end) throws Exception {
        List<Integer> seconds = new ArrayList<>();
        for (int second = 0; second < end; second++) {
            int before = world.hubSpot.fetches.get();
            world.send(client);
            if (world.hubSpot.fetches.get() > before) {
                seconds.add(second);
            }
            world.time.advance(Duration.ofSeconds(1));
        }
        return seconds;
    }
}
