package io.eventbatcher.console.page.replays;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.config.Settings;
import io.eventbatcher.console.history.History;
import io.eventbatcher.console.html.Html;
import io.eventbatcher.console.html.Link;
import io.eventbatcher.console.http.Parameters;
import io.eventbatcher.console.http.Response;
import io.eventbatcher.console.page.Page;
import io.eventbatcher.console.page.Visits;
import io.eventbatcher.console.reading.Reading;
import io.eventbatcher.console.reading.Readings;
import io.eventbatcher.console.run.ConsoleRuns;
import io.eventbatcher.console.run.Planned;
import io.eventbatcher.console.run.Plans;
import io.eventbatcher.fixtures.LeastSettings;
import io.eventbatcher.time.Clocks;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** All that is refused before anything is read. */
class ReplayPagesTest {
    private static final Settings SETTINGS = LeastSettings.with("");

    private final Readings readings = new Readings(String::valueOf, Clocks.SYSTEM);
    private final ConsoleRuns runs = new ConsoleRuns(SETTINGS, String::valueOf, Clocks.SYSTEM);
    private final Plans plans = new Plans(readings, Clocks.SYSTEM);
    private final Desk desk =
            new Desk(SETTINGS, readings, plans, runs, new History(SETTINGS, Clocks.SYSTEM), Clocks.SYSTEM);
    private final List<Page> pages = ReplayPages.all(desk);

    @AfterEach
    void close() {
        readings.close();
        runs.close(Duration.ZERO);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/console/replay",
                "/console/edit",
                "/console/discard",
                "/console/restore",
                "/console/replays/cancel",
                "/console/replays/resume"
            })
    void shouldLetNobodyActWhoMayOnlyLook(String path) {
        // Given
        Visits looking = Visits.looking(SETTINGS, pages);

        // When
        Response shown = looking.get(path, "id=a-run");
        Response sent = looking.post(path, "why=because&plan=one&id=a-run");

        // Then
        assertThat(shown.status()).isEqualTo(403);
        assertThat(sent.status()).isEqualTo(403);
        assertThat(sent.text()).contains("You may look, and change nothing.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/console/replay",
                "/console/edit",
                "/console/discard",
                "/console/restore",
                "/console/replays/cancel",
                "/console/replays/resume"
            })
    void shouldDoNothingWithoutAReasonOrAFormOfTheSession(String path) {
        // Given
        Visits acting = Visits.acting(SETTINGS, pages);

        // When
        Response withoutReason = acting.post(path, "why=++&plan=one&id=a-run");
        Response foreign = acting.post(path, "why=because&plan=one&id=a-run", "of another session");

        // Then
        assertThat(withoutReason.status()).isEqualTo(400);
        assertThat(withoutReason.text()).contains("Give a reason");
        assertThat(foreign.status()).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({
        "rate=fast, is no rate: events a second",
        "rate=0, is no rate: events a second",
        "first=-1, does not fit first: a whole number from 0",
        "stop-on-failure=101, a whole number from 0 to 100",
        "max-replays=0, a whole number from 1",
        "state=dead, state"
    })
    void shouldNameAFieldThatIsNoSuchNumber(String query, String sentence) {
        // When
        Response response = Visits.acting(SETTINGS, pages).get("/console/replay", query);

        // Then
        assertThat(response.status()).isEqualTo(400);
        assertThat(response.text()).contains(sentence);
    }

    @Test
    void shouldShowANewPlanWhenTheOldOneIsGone() {
        // When
        Response response =
                Visits.acting(SETTINGS, pages).post("/console/replay", "why=because&plan=gone&reason=rejected&first=2");

        // Then
        assertThat(response.status()).isEqualTo(303);
        assertThat(response.headers()).containsEntry("Location", "/console/replay?reason=rejected&first=2&renewed=yes");
    }

    @ParameterizedTest
    @CsvSource({
        "go on with run one, /console/replay, replay",
        "edit and replay, /console/replay, replay",
        "discard, /console/replay, replay",
        "replay, /console/edit, edit and replay",
        "discard, /console/restore, restore",
        "restore, /console/discard, discard",
        "replay, /console/discard, discard",
        "go on with run one, /console/replays/resume, go on with run other",
        "replay, /console/replays/resume, go on with run other"
    })
    void shouldCarryOutNoPlanOfAnotherPage(String made, String path, String wanted) {
        // Given
        String plan = planned(made, 3).id();

        // When
        Response response = Visits.acting(SETTINGS, pages).post(path, "why=because&first=0&id=other&plan=" + plan);

        // Then
        assertThat(response.status()).isEqualTo(409);
        assertThat(response.text())
                .contains("The plan was made to " + made + ", not to " + wanted + ". Nothing was done");
        assertThat(runs.underWay()).isEmpty();
    }

    @Test
    void shouldTellNoMarksOfAnotherPageAsItsOwn() throws Exception {
        // Given
        var unused = runs.mark("discard one", ViewsTest.plan(3, Map.of()), () -> {}, marks -> 3);
        Visits acting = Visits.acting(SETTINGS, pages);

        // When
        Response discarded = acting.post("/console/discard", "why=because&plan=one");
        Response restored = acting.post("/console/restore", "why=because&plan=one");

        // Then
        assertThat(discarded.headers()).containsEntry("Location", "/console/discard?act=one");
        assertThat(restored.headers()).containsEntry("Location", "/console/restore?renewed=yes");
    }

    @ParameterizedTest
    @CsvSource({
        "first=0, 'All go at once: letters that HubSpot refuses again may halt the route for all its events; send some first.'",
        "first=2, The first 2 go alone; the other one follows by itself when all of the first are delivered.",
        "first=1, The first goes alone; the other 2 follow by themselves when the first is delivered."
    })
    void shouldSayWhichLettersGoFirstAndTheRiskOfNone(String query, String sentence) throws Exception {
        // Given
        RunChoice choice = RunChoice.of(Parameters.parse(query));
        Planned planned = planned("replay", 3);
        Link page = Link.to("/console/replay");

        // When
        String html = Visits.view(
                SETTINGS,
                visit -> visit.page("Send", new SendForm(desk).html(visit, planned, choice, page, Html.EMPTY, page)));

        // Then
        assertThat(html).contains(sentence);
    }

    @Test
    void shouldOfferNoEndOfAnUnknownRun() {
        // Given
        Visits acting = Visits.acting(SETTINGS, List.of(new CancelPage(desk, id -> Optional.empty())));

        // When
        Response response = acting.get("/console/replays/cancel", "id=nope");

        // Then
        assertThat(response.status()).isEqualTo(404);
        assertThat(response.text()).contains("There is no run nope.").doesNotContain("Stop here, for good");
    }

    private Planned planned(String deed, int letters) {
        Reading<Planned> reading;
        do {
            reading = plans.ask(deed, deed, (id, progress) -> Planned.of(id, ViewsTest.plan(letters, Map.of())));
        } while (reading.isOpen());
        return reading.result().orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "field=&value=, Name a field and its new value.",
        "field=&value=x, changes nothing: write a field and its value",
        "field=utk&value=a%0Ab, gets a value of several lines",
        "field=utk%0A&value=a&field=a%0Ab&value=c, gets a value of several lines"
    })
    void shouldSayWhyAnEditChangesNothing(String form, String sentence) {
        // Given
        Visits acting = Visits.acting(SETTINGS, pages);
        String draft =
                acting.post("/console/edit", "step=preview&" + form).headers().getOrDefault("Location", "");

        // When
        Response response = acting.get("/console/edit", draft.substring(draft.indexOf('?') + 1));

        // Then
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.text()).contains(sentence);
    }

    @Test
    void shouldTellNewValuesToNobodyElse() {
        // Given
        Visits acting = Visits.acting(SETTINGS, pages);

        // When
        String draft = acting.post("/console/edit", "step=preview&field=email&value=ada@example.org")
                .headers()
                .getOrDefault("Location", "");

        // Then
        assertThat(draft).startsWith("/console/edit?draft=").doesNotContain("example");
    }
}
