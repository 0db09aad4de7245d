package io.eventbatcher.sandbox.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.events.BehavioralEvent;
import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.browser.Browser;
import io.eventbatcher.sandbox.simulator.api.Endpoint;
import io.eventbatcher.sandbox.simulator.api.HubSpotAccount;
import io.eventbatcher.sandbox.simulator.faults.Effect;
import io.eventbatcher.sandbox.simulator.faults.Fault;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.openqa.selenium.Keys;

/** The console in a real browser, all scenes on one running service. Each scene makes its pictures. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ConsoleTest {
    private static final String UNDEFINED = "pe" + HubSpotAccount.DEFAULT_HUB_ID + "_undefined";
    private static final String HOSTILE =
            "<script>window.hacked=1</script><img src=x onerror=window.hacked=1>\u202Edrow";
    private static final String LOOK_TOKEN = "a-token-to-look-with";
    private static final String ACT_TOKEN = "a-token-to-act-with-it";
    private static final int LETTERS = 12;

    private Pipeline pipeline;
    private Browser browser;

    @BeforeAll
    void start() {
        Browser.requireOrSkip();
        pipeline = Pipeline.create(
                SharedStack.embedded(),
                "shop",
                Pipeline.generous()
                        .withAccount(HubSpotAccount.defaults()
                                .withEventDefinitions(Set.of("pe" + HubSpotAccount.DEFAULT_HUB_ID + "_viewed"))),
                "http.port",
                "0",
                "console.enabled",
                "true");
        pipeline.configuration().withVariable("EVENT_BATCHER_CONSOLE_LOOK_TOKEN", LOOK_TOKEN);
        pipeline.configuration().withVariable("EVENT_BATCHER_CONSOLE_ACT_TOKEN", ACT_TOKEN);
        pipeline.start();
        browser = Browser.open(pipeline.address());
    }

    @AfterAll
    void stop() {
        if (browser != null) {
            browser.close();
        }
        if (pipeline != null) {
            pipeline.close();
        }
    }

    @Test
    @Order(1)
    void shouldLetNobodyActWithoutTheRole() {
        // Given
        browser.go("/console/");
        String stranger = browser.text();

        // When
        browser.type("#name", "Eve");
        browser.type("#token", LOOK_TOKEN, Keys.ENTER);
        browser.awaitText("may look");

        // Then
        browser.awaitText("All is well");
        assertThat(browser.elements(".orders a")).isEmpty();
        assertThat(stranger).contains("Token").doesNotContain("All is well");
        browser.go("/console/order?target=behavioral&order=pause");
        assertThat(browser.text()).contains("You may look, and give no orders.");
    }

    @Test
    @Order(2)
    void shouldShowAnUndefinedEventNameUnderIssuesAndLeadToItsLettersByTheKeyboard() {
        // Given
        signInToAct();
        for (int i = 0; i < 40; i++) {
            pipeline.sources().publish(Route.BEHAVIORAL, i % 4, SimulatorEvents.behavioral("known " + i));
        }
        for (int i = 0; i < LETTERS; i++) {
            pipeline.sources().publish(Route.BEHAVIORAL, i % 4, named(UNDEFINED, "undefined " + i));
        }
        pipeline.sources().publish(Route.BEHAVIORAL, 0, named(HOSTILE, "hostile"));

        // When
        browser.awaitTextOf("/console/issues", LETTERS + " open");
        browser.picture("issues");
        browser.press("j");
        browser.press(Keys.ENTER);
        browser.awaitText("Replay all " + LETTERS + " that match");

        // Then
        assertThat(browser.path()).contains("/console/letters?group=");
        assertThat(browser.elements("table.letters tbody tr")).hasSize(LETTERS);
        browser.pictureWithPhone("letters");
    }

    @Test
    @Order(3)
    void shouldHidePersonalDataUntilAReasonIsGivenAndRecorded() {
        // Given
        browser.press("j");
        browser.press(Keys.ENTER);
        browser.awaitText("Why: rejected");
        String hidden = browser.element("#event").getText();

        // When
        browser.type("#reveal summary", Keys.ENTER);
        browser.type("#why", "ticket 42", Keys.ENTER);
        browser.awaitText("Personal data are shown to you");

        // Then
        assertThat(hidden).contains("\"page\" : \"•••\"").doesNotContain("undefined 1");
        assertThat(browser.element("#event").getText()).contains("\"page\" : \"undefined ");
        browser.picture("letter");
        browser.awaitTextOf("/console/history", "ticket 42");
        assertThat(browser.text()).contains("Ada", "looked at personal data");
        browser.picture("history");
    }

    @Test
    @Order(4)
    void shouldTakeNoHarmFromAHostileEventName() {
        // When
        browser.awaitTextOf("/console/letters?reason=invalid-event", "<script>window.hacked=1</script>");

        // Then
        assertThat(browser.evaluate(
                        "return window.hacked === undefined && document.querySelector('main img') === null"))
                .isEqualTo(true);
        assertThat(browser.text()).contains("\\u202edrow");
    }

    @Test
    @Order(5)
    void shouldPauseARouteWithAReasonAndResumeIt() {
        // Given
        browser.go("/console/");
        browser.type("#pause-behavioral", Keys.ENTER);
        browser.awaitText("Nothing more is sent, also over restarts");
        browser.picture("order");

        // When
        browser.type("#why", "maintenance", Keys.ENTER);
        browser.awaitText("paused");

        // Then
        browser.awaitText("Ada: maintenance");
        browser.type("#resume-behavioral", Keys.ENTER);
        browser.type("#why", "over", Keys.ENTER);
        browser.awaitText("All is well");
    }

    @Test
    @Order(6)
    void shouldShowAHaltWithItsRemedyAndItsEnd() {
        // Given
        pipeline.hubSpot()
                .faults()
                .add(Fault.always(new Effect.Answer(
                                403, "{\"status\":\"error\",\"category\":\"MISSING_SCOPES\",\"message\":\"no scope\"}"))
                        .on(Endpoint.BEHAVIORAL));
        browser.go("/console/");

        // When
        pipeline.sources().publish(Route.BEHAVIORAL, 1, SimulatorEvents.behavioral("halted"));
        browser.awaitText("halted");

        // Then
        browser.awaitText("Remedy");
        browser.pictureWithPhone("now");
        pipeline.hubSpot().faults().clear();
        browser.awaitText("All is well");
        browser.picture("now-well");
    }

    @Test
    @Order(7)
    void shouldTellItsKeysAndGoToTheFilters() {
        // Given
        browser.go("/console/letters");

        // When
        browser.press("?");
        String help = browser.element("#help").getText();
        browser.press(Keys.ESCAPE);
        browser.press("/");
        browser.press(Keys.ESCAPE);

        // Then
        assertThat(help).contains("next in a list", "These keys act");
        assertThat(browser.evaluate("return document.activeElement.closest('.filters') !== null"))
                .isEqualTo(true);
    }

    @Test
    @Order(8)
    void shouldBeReadableWithoutScripts() {
        // Given
        browser.runScripts(false);

        // When
        browser.awaitTextOf("/console/issues", LETTERS + " open");
        browser.type("#main .issue a", Keys.ENTER);
        browser.awaitText("12 dead letters match");

        // Then
        assertThat(browser.text()).contains("Scripts are off", "pe" + HubSpotAccount.DEFAULT_HUB_ID);
        browser.runScripts(true);
    }

    private void signInToAct() {
        browser.go("/console/sign-in");
        browser.type("main form button", Keys.ENTER);
        browser.type("#name", "Ada");
        browser.type("#token", ACT_TOKEN, Keys.ENTER);
        browser.awaitText("may act");
    }

    private static BehavioralEvent named(String eventName, String event) {
        BehavioralEvent named = SimulatorEvents.behavioral(event);
        named.setEventName(eventName);
        return named;
    }
}
