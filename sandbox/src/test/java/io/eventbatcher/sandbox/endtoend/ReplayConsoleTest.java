package io.eventbatcher.sandbox.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.fixtures.ConsoleVisitor;
import io.eventbatcher.replay.plan.ReplayPlan;
import io.eventbatcher.replay.run.ReplayRunner;
import io.eventbatcher.replay.run.RunEnd;
import io.eventbatcher.replay.run.RunListener;
import io.eventbatcher.replay.run.RunReport;
import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.stack.EmbeddedStack;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Replays, edits and marks of dead letters as somebody at the console has them done. */
@ExtendWith(SharedStack.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // set before all tests
class ReplayConsoleTest {
    private Pipeline pipeline;
    private Map<String, BuriedEvents> letters;
    private ConsoleVisitor ada;

    @BeforeAll
    void start(EmbeddedStack stack) {
        pipeline = Pipeline.create(
                stack,
                "replay-console",
                Pipeline.generous().withAccount(BuriedEvents.account()),
                Pipeline.only(
                        Route.BEHAVIORAL,
                        "hubspot.halt.judge-after",
                        "1s",
                        "http.port",
                        "0",
                        "console.enabled",
                        "true"));
        pipeline.start();
        letters = BuriedEvents.bury(
                pipeline, Map.of("elsewhere", 4, "console", 7, "doomed", 6, "edited", 1, "marked", 2));
        ada = pipeline.visitor().signIn("Ada");
    }

    @AfterAll
    void close() {
        pipeline.close();
    }

    @Test
    void shouldReplayAtTheConsoleFromThePlanToTheOutcomeAndTheHistory() {
        // Given
        BuriedEvents buried = letters("console").define();
        String plan = ada.read(page("replay", buried));

        // When
        String begun = ada.press(plan, "send", "why", "the definition <b>was missing");
        String done = ada.awaitText("id=\"run-letters\"", () -> {});

        // Then
        pipeline.awaitReplayed(7);
        assertThat(plan).contains("7 events to send of 7 letters.", ">Send 5 first, then 2<", buried.name());
        assertThat(begun).contains("<h1>Run ");
        assertThat(done)
                .contains("7 of 7", ">delivered<", "id=\"run-delivered\">7<", "the definition &lt;b&gt;was missing")
                .doesNotContain("id=\"run-cancel\"");
        assertThat(ada.read("/console/replays")).contains("Ada", "the definition &lt;b&gt;was missing", buried.name());
        assertThat(ada.read("/console/history"))
                .contains("Ada", "replay", "7 letters of --event-name " + buried.name(), "the definition &lt;b&gt;was");
        assertThat(ada.read(page("replay", buried))).contains("Nothing to send: all 7 are left out.");
        assertThat(buried.taken()).hasSize(7).doesNotHaveDuplicates();
    }

    @Test
    void shouldKeepTheRestWhenTheFirstDieAgainAndGoOnAtTheConsoleWhenSomebodySaysSo() {
        // Given letters whose reason is still there
        BuriedEvents buried = letters("doomed");
        String begun = ada.press(ada.read(page("replay", buried)), "send", "why", "a try");
        String run = ada.address();
        String failed = ada.awaitText("the rest was not sent.", pipeline.sources()::publishAnother);
        var unused = buried.define();

        // When
        String rest = ada.read(run.replace("/run?", "/resume?"));
        String resumed = ada.press(rest, "send", "why", "the definition is there");
        String done = ada.awaitText(">done<", pipeline.sources()::publishAnother);

        // Then
        pipeline.awaitReplayed(6);
        assertThat(begun).contains("<h1>Run ");
        assertThat(failed)
                .contains(
                        "Of the first 5, ",
                        " died again; the rest was not sent.",
                        ">Go on with the other 1…<",
                        ">Stop here…<",
                        "id=\"run-letters\"")
                .containsPattern("died-again</span></td><td class=\"number\"><a href=\"/console/letter\\?at=");
        assertThat(rest).contains("1 event to send", "5 were sent before");
        assertThat(resumed).contains("<h1>Run ");
        assertThat(done).contains("id=\"run-died-again\">5<");
        assertThat(buried.taken()).hasSize(1);
    }

    @Test
    void shouldCancelAtTheConsoleARunThatAnotherProcessHasBegun() {
        // Given a run that waits in a pause of its second letter, and would go on for hours
        BuriedEvents buried = letters("elsewhere");
        ReplayPlan plan = buried.plan(buried.order().withRate(1e-6));
        String id = ReplayRunner.newId(Instant.now(), UUID.randomUUID());
        CompletableFuture<RunReport> elsewhere = CompletableFuture.supplyAsync(
                () -> buried.runner(RunListener.SILENT, () -> false).start(id, plan));
        var unused = ada.read("/console/replays/run?id=" + id);
        String running = ada.awaitText("1 of 4", () -> {});

        // When
        String cancelled = ada.press(ada.read("/console/replays/cancel?id=" + id), "cancel", "why", "not those");
        RunReport report = elsewhere.join();

        // Then
        assertThat(running).contains("Another process works at the run", ">Stop here…<");
        assertThat(cancelled).contains("Cancelled by Ada: not those", ">cancelled<");
        assertThat(report.end()).isEqualTo(RunEnd.CANCELLED);
        assertThat(report.note()).isEqualTo("Cancelled by Ada: not those");
        pipeline.awaitReplayed(1);
    }

    @Test
    void shouldShowTheDifferenceOfAnEditAtTheConsoleBeforeItIsSent() {
        // Given
        BuriedEvents buried = letters("edited");
        String known = SimulatorEvents.behavioral("known").getEventName();
        String form = ada.read(page("edit", buried));

        // When
        String wrong = ada.press(form, "preview", "field", "objectId", "value", "12", "field", "nowhere", "value", "1");
        String shown = ada.press(form, "preview", "field", "eventName", "value", known);
        String begun = ada.press(shown, "send", "why", "a typing error");
        String done = ada.awaitText("id=\"run-letters\"", () -> {});

        // Then
        pipeline.awaitReplayed(1);
        assertThat(wrong).contains("does not make 1 of 1 event valid, so nothing can be sent", "nowhere");
        assertThat(shown)
                .contains("<del>&quot;" + buried.name() + "&quot;</del>", "<ins>&quot;" + known + "&quot;</ins>")
                .contains(">Send 1 event<", "--set &#39;eventName=" + known + "&#39;");
        assertThat(begun).contains("<h1>Run ");
        assertThat(done).contains("id=\"run-delivered\">1<", "eventName");
    }

    @Test
    void shouldDiscardAndRestoreAtTheConsoleAllLettersThatMatch() {
        // Given
        BuriedEvents buried = letters("marked");

        // When
        String asked = ada.read(page("discard", buried));
        String discarded = ada.press(asked, "mark", "why", "test events");
        String plan = ada.read(page("replay", buried));
        String restored = ada.press(ada.read(page("restore", buried)), "mark", "why", "no test events");

        // Then
        assertThat(asked).contains("2 letters to discard of 2.", "A mark, not a deletion", ">Discard 2 letters<");
        assertThat(discarded).contains("2 letters are discarded.");
        assertThat(plan).contains("Nothing to send", "an operator discarded it");
        assertThat(restored).contains("2 letters are restored.");
        assertThat(buried.plan().places()).hasSize(2);
        assertThat(ada.read("/console/history")).contains("discard", "test events", "restore");
    }

    private static String page(String act, BuriedEvents letters) {
        return "/console/" + act + "?event-name=" + letters.name();
    }

    private BuriedEvents letters(String name) {
        return Objects.requireNonNull(letters.get(name));
    }
}
