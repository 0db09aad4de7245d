package io.eventbatcher.sandbox.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.config.HubSpotSettings;
import io.eventbatcher.config.Settings;
import io.eventbatcher.sandbox.simulator.access.OAuth;
import io.eventbatcher.sandbox.simulator.api.Endpoint;
import io.eventbatcher.service.Check;
import io.eventbatcher.service.Validation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Validation of tokens, grants and paths at HubSpot. */
class HubSpotValidationTest {
    @AutoClose
    private static final ValidationWorld WORLD = new ValidationWorld();

    @Test
    void shouldNameTheScopeThatATokenLacks() {
        // When
        List<Check> failures =
                WORLD.failures(WORLD.settings(Map.of(HubSpotSettings.TOKEN_VARIABLE, ValidationWorld.EVENTS_ONLY)));

        // Then
        assertThat(failures)
                .hasSize(2)
                .allSatisfy(check -> assertThat(check.detail())
                        .startsWith("403 at ")
                        .contains("the token lacks the scope crm.objects.marketing_events.write; add it"));
        assertThat(failures)
                .extracting(Check::what)
                .containsExactly("HubSpot marketing-upsert", "HubSpot marketing-update");
    }

    @Test
    void shouldNameATokenThatIsNotKnown() {
        // When
        List<Check> failures = WORLD.failures(WORLD.settings(Map.of(HubSpotSettings.TOKEN_VARIABLE, "s3cr3t-revoked")));

        // Then
        assertThat(failures)
                .hasSize(3)
                .allSatisfy(check -> assertThat(check.detail())
                        .startsWith("401 at ")
                        .contains("HubSpot does not know the token")
                        .doesNotContain("s3cr3t-revoked"));
    }

    @Test
    void shouldNameAPathThatHubSpotDoesNotHave() {
        // When
        List<Check> failures = WORLD.failures(
                WORLD.settings(Map.of("EVENT_BATCHER_ROUTES_BEHAVIORAL_PATH", "/events/2027-03/send/batch")));

        // Then
        assertThat(failures)
                .singleElement()
                .satisfies(check -> assertThat(check.detail())
                        .contains("/events/2027-03/send/batch: there is no such API; check")
                        .contains("routes.behavioral.path"));
    }

    @ParameterizedTest
    @CsvSource({"bearer", "hapikey", "private-app-legacy"})
    void shouldProbeTheV3RouteWithEachKindOfCredentials(String auth) {
        // When
        List<Check> checks = Validation.run(
                WORLD.settings(
                        Map.of("EVENT_BATCHER_HUBSPOT_AUTH", auth),
                        "routes: {behavioral: {api: v3}, marketing-upsert: {enabled: false}, marketing-update: {enabled: false}}"));

        // Then
        assertThat(checks)
                .filteredOn(check -> check.what().equals("HubSpot behavioral"))
                .singleElement()
                .satisfies(check -> {
                    assertThat(check.good()).isTrue();
                    assertThat(check.detail()).contains("400 at ").endsWith("/events/v3/send)");
                });
        assertThat(WORLD.hubSpot.journal().inputs(Endpoint.BEHAVIORAL_V3)).isEmpty();
    }

    @Test
    void shouldFetchAnAccessTokenAndFindItGood() {
        // Given
        Settings settings = oauth("granted");
        int fetched = WORLD.hubSpot.oauth().fetched();

        // When
        List<Check> failures = WORLD.failures(settings);

        // Then
        assertThat(failures).isEmpty();
        assertThat(WORLD.hubSpot.oauth().fetched()).isGreaterThan(fetched);
    }

    @Test
    void shouldSayThatTheGrantIsRefused() {
        // When
        List<Check> failures = WORLD.failures(oauth("revoked"));

        // Then
        assertThat(failures)
                .hasSize(3)
                .allSatisfy(check -> assertThat(check.detail())
                        .startsWith("HubSpot gives no access token: ")
                        .contains("hubspot.oauth.refresh-token")
                        .doesNotContain("app-hush"));
    }

    private static Settings oauth(String refreshToken) {
        WORLD.hubSpot.oauth().grant(new OAuth.Grant("app", "app-hush", "granted", Duration.ofMinutes(30), false));
        return WORLD.settings(Map.of(
                "EVENT_BATCHER_HUBSPOT_AUTH",
                "oauth",
                HubSpotSettings.TOKEN_VARIABLE,
                "",
                "EVENT_BATCHER_HUBSPOT_OAUTH_CLIENT_ID",
                "app",
                "EVENT_BATCHER_HUBSPOT_OAUTH_CLIENT_SECRET",
                "app-hush",
                "EVENT_BATCHER_HUBSPOT_OAUTH_REFRESH_TOKEN",
                refreshToken));
    }
}
