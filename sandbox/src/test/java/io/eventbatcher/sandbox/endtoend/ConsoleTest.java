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
    private static final String DEFINED = "pe" + HubSpotAccount.DEFAULT_HUB_ID + "_viewed";
    private static final String UNDEFINED = "pe" + HubSpotAccount.DEFAULT_HUB_ID + "_undefined";
    private static final String HOSTILE =
            "<script>window.hacked=1</script><img src=x onerror=window.hacked=1>\u202Edrow";
    private static final String LOOK_TOKEN = "a-token-to-look-with";
    private static final String ACT_TOKEN = "a-token-to-act-with-it";
    private static final int LETTERS = 306;
    private static final int SHOWN = 50;

    private Pipeline pipeline;
    private Browser browser;

    @BeforeAll
    void start() {
        Browser.requireOrSkip();
        pipeline = Pipeline.create(
                SharedStack.embedded(),
                "shop",
                Pipeline.generous().withAccount(HubSpotAccount.defaults().withEventDefinitions(Set.of(DEFINED))),
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
        browser.press("j");
        browser.picture("issues");
        browser.press(Keys.ENTER);
        browser.awaitText("Replay all " + LETTERS + " that match");

        // Then
        assertThat(browser.path()).contains("/console/letters?group=");
        assertThat(browser.elements("table.letters tbody tr")).hasSize(SHOWN);
    }

    @Test
    @Order(3)
    void shouldHidePersonalDataUntilAReasonIsGivenAndRecorded() {
        // Given
        browser.press("j");
        browser.pictureWithPhone("letters");
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
    }

    @Test
    @Order(4)
    void shouldMendOneLetterByAnEditWhoseDifferenceIsShownFirst() {
        // Given
        browser.type("#act-edit", Keys.ENTER);
        browser.type("#field-1", "eventName");
        browser.type("#value-1", DEFINED, Keys.ENTER);
        browser.awaitText("The edit makes the event valid");
        String difference = browser.element("#differences").getText();
        browser.picture("edit");

        // When
        browser.type("#why", "a wrong name", Keys.ENTER);
        browser.awaitText("done");

        // Then
        assertThat(difference).contains(UNDEFINED, DEFINED);
        assertThat(browser.element("#run-delivered").getText()).isEqualTo("1");
    }

    @Test
    @Order(5)
    void shouldReplayFiveLettersAsACanaryThenAllOthersAndBalanceTheBooks() {
        // Given
        pipeline.hubSpot().define(UNDEFINED);
        browser.awaitTextOf("/console/issues", LETTERS - 1 + " open");
        browser.press("j", Keys.ENTER);
        browser.type("#act-replay", Keys.ENTER);
        browser.awaitText("305 events to send of 306 letters");
        String button = browser.element("#send").getText();
        browser.picture("replay");

        // When
        browser.type("#why", "the name is defined now", Keys.ENTER);
        browser.awaitText("305 of 305");
        browser.awaitText("done");

        // Then
        assertThat(button).isEqualTo("Send 5 first, then 300");
        assertThat(browser.element("#run-delivered").getText()).isEqualTo("305");
        browser.picture("run");
        browser.awaitTextOf("/console/replays", "the name is defined now");
        browser.picture("replays");
        browser.awaitTextOf("/console/history", "ticket 42");
        assertThat(browser.text()).contains("Ada", "looked at personal data", "a wrong name");
        browser.picture("history");
        browser.awaitTextOf("/console/books", "The books balance");
        browser.picture("books");
    }

    @Test
    @Order(6)
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
    @Order(7)
    void shouldTellWhereAnEventIsAtEachStageOfItsLifeWhileARouteIsPausedAndResumed() {
        // Given
        String dead = stateOf("hostile");
        String replayed = stateOf("undefined 7");
        browser.go("/console/");
        browser.type("#pause-behavioral", Keys.ENTER);
        browser.awaitText("Nothing more is sent, also over restarts");
        browser.picture("order");

        // When
        browser.type("#why", "maintenance", Keys.ENTER);
        browser.awaitText("Ada: maintenance");
        pipeline.sources().publish(Route.BEHAVIORAL, 1, SimulatorEvents.behavioral("late"));
        awaitState("late", "waiting");
        browser.go("/console/");
        browser.type("#resume-behavioral", Keys.ENTER);
        browser.type("#why", "over", Keys.ENTER);
        browser.awaitText("All is well");

        // Then
        awaitState("late", "delivered");
        browser.picture("event");
        assertThat(dead).isEqualTo("dead");
        assertThat(replayed).isEqualTo("delivered");
    }

    @Test
    @Order(8)
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
    @Order(9)
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
    @Order(10)
    void shouldBeReadableWithoutScripts() {
        // Given
        browser.runScripts(false);

        // When
        browser.awaitTextOf("/console/issues", "in 2 kinds");
        browser.type("#main .issue a", Keys.ENTER);
        browser.awaitTextOf(browser.path(), " match.");

        // Then
        assertThat(browser.text()).contains("Scripts are off");
        assertThat(browser.elements("table.letters tbody tr")).isNotEmpty();
        browser.runScripts(true);
    }

    /** The word of the event's page, which the form leads to. */
    private String stateOf(String event) {
        browser.go("/console/event");
        browser.type("#event-text", SimulatorEvents.uuid(event), Keys.ENTER);
        return browser.element(".story-now b").getText();
    }

    private void awaitState(String event, String state) {
        browser.awaitElementOf("/console/event?uuid=" + SimulatorEvents.uuid(event), ".story-now b", state);
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
