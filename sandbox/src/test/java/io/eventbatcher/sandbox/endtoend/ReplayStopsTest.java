package io.eventbatcher.sandbox.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbatcher.audit.RouteAudit;
import io.eventbatcher.control.ControlTopic;
import io.eventbatcher.control.OperatorCommand;
import io.eventbatcher.replay.letter.LetterState;
import io.eventbatcher.replay.plan.Exclusion;
import io.eventbatcher.replay.plan.ReplayPlan;
import io.eventbatcher.replay.run.ReplayRunner;
import io.eventbatcher.replay.run.RunEnd;
import io.eventbatcher.replay.run.RunListener;
import io.eventbatcher.replay.run.RunProgress;
import io.eventbatcher.replay.run.RunReport;
import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.simulator.api.Endpoint;
import io.eventbatcher.sandbox.simulator.faults.Effect;
import io.eventbatcher.sandbox.simulator.faults.Fault;
import io.eventbatcher.sandbox.stack.EmbeddedStack;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Runs of replays that have to wait, to stop, or to come too late; the service forgets what it has seen after a second. */
@ExtendWith(SharedStack.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // set before all tests
class ReplayStopsTest {
    private static final int EVENTS = 12;

    private Pipeline pipeline;
    private Map<String, BuriedEvents> letters;
    private ConsoleVisitor ada;
    private int others;

    @BeforeAll
    void start(EmbeddedStack stack) {
        pipeline = Pipeline.create(
                stack,
                "replay-stops",
                Pipeline.generous().withAccount(BuriedEvents.account()),
                Pipeline.only(
                        Route.BEHAVIORAL,
                        "hubspot.halt.judge-after",
                        "1s",
                        "dedupe.window",
                        "1s",
                        "http.port",
                        "0",
                        "console.enabled",
                        "true"));
        pipeline.start();
        letters = BuriedEvents.bury(
                pipeline,
                Map.of(
                        "troubles",
                        EVENTS,
                        "window",
                        3,
                        "paused",
                        3,
                        "canary",
                        4,
                        "elsewhere",
                        4,
                        "console",
                        7,
                        "doomed",
                        6,
                        "edited",
                        1,
                        "marked",
                        2));
        ada = ConsoleVisitor.signIn(pipeline, "Ada");
    }

    @AfterAll
    void close() {
        pipeline.close();
    }

    @Test
    void shouldWaitOutAHaltAndAnOutageAndSendNothingTwice() {
        // Given a run in whose course HubSpot refuses the token at first, and all connections later
        BuriedEvents buried = letters("troubles").define();
        ReplayPlan plan = buried.plan(buried.order().withRate(4));
        Troubles troubles = new Troubles(
                new Trouble(
                        () -> pipeline.hubSpot()
                                .faults()
                                .add(Fault.always(new Effect.Answer(401)).on(Endpoint.BEHAVIORAL)),
                        "halted",
                        () -> pipeline.hubSpot().faults().clear()),
                new Trouble(
                        () -> pipeline.hubSpot().refuseConnections(),
                        "down",
                        () -> pipeline.hubSpot().listenAgain()));

        // When
        RunReport report = buried.replay(plan, troubles, () -> false);

        // Then
        replayed(EVENTS);
        assertThat(troubles.holds)
                .satisfiesExactly(
                        hold -> assertThat(hold)
                                .startsWith("behavioral is halted: ")
                                .contains("401"),
                        hold -> assertThat(hold).startsWith("behavioral is down: "));
        assertThat(report.end()).isEqualTo(RunEnd.DONE);
        assertThat(report.progress().of(LetterState.DELIVERED)).isEqualTo(EVENTS);
        assertThat(buried.replays()).hasSize(EVENTS);
        assertThat(buried.taken()).hasSize(EVENTS).doesNotHaveDuplicates();
        assertThat(pipeline.audit()).allMatch(RouteAudit::balanced);
    }

    @Test
    void shouldSendNothingTwiceWhenTheDedupeWindowIsOver() {
        // Given a run, a second plan of its letters, and a service that has forgotten both
        BuriedEvents buried = letters("window").define();
        ReplayPlan old = buried.plan();
        var unused = buried.replay(buried.plan());
        replayed(3);
        awaitEndOfWindow("window known 0");

        // When
        RunReport byOldPlan = buried.replay(old);
        ReplayPlan again = buried.plan();

        // Then
        assertThat(byOldPlan.progress().sent()).isZero();
        assertThat(byOldPlan.progress().skipped()).isEqualTo(3);
        assertThat(again.leftOut()).isEqualTo(Map.of(Exclusion.DELIVERED, 3L));
        assertThat(buried.replays()).hasSize(3);
        assertThat(buried.taken()).hasSize(3);
    }

    /** Until HubSpot takes an event that it has taken before. */
    private void awaitEndOfWindow(String known) {
        String uuid = SimulatorEvents.uuid(known);
        await().atMost(Pipeline.PATIENCE).pollInSameThread().until(() -> {
            pipeline.sources().publish(Route.BEHAVIORAL, 0, SimulatorEvents.behavioral(known));
            pipeline.awaitRest();
            return pipeline.accepted(Route.BEHAVIORAL).stream()
                            .filter(input -> input.identity().equals(uuid))
                            .count()
                    > 1;
        });
    }

    @Test
    void shouldPauseInAPauseOfTheRouteSayWhyAndGoOn() {
        // Given
        BuriedEvents buried = letters("paused").define();
        ReplayPlan plan = buried.plan();
        order(OperatorCommand.Kind.PAUSE);
        var unused = pipeline.awaitState(Route.BEHAVIORAL, "paused");
        List<String> holds = new ArrayList<>();
        RunListener resuming = new RunListener() {
            @Override
            public void progress(RunProgress progress) {
                if (!progress.hold().isEmpty() && holds.size() < 3) {
                    holds.add(progress.hold() + " " + progress.sent());
                    if (holds.size() == 3) {
                        order(OperatorCommand.Kind.RESUME);
                    }
                }
            }
        };

        // When
        RunReport report = buried.replay(plan, resuming, () -> false);

        // Then
        replayed(3);
        assertThat(holds)
                .hasSize(3)
                .allSatisfy(hold -> assertThat(hold)
                        .contains("behavioral is paused", "ada: ticket 42")
                        .endsWith(" 0"));
        assertThat(report.progress().of(LetterState.DELIVERED)).isEqualTo(3);
    }

    @Test
    void shouldStopBehindTheFirstLettersWhenTheyDieAgain() {
        // Given letters whose reason is still there
        BuriedEvents buried = letters("canary");
        ReplayPlan plan = buried.plan(buried.order().withCare(0, 2));

        // When
        RunReport report = buried.replayAmongOthers(plan);

        // Then
        replayed(2);
        assertThat(report.end()).isEqualTo(RunEnd.CANARY_FAILED);
        assertThat(report.progress().sent()).isEqualTo(2);
        assertThat(buried.replays()).hasSize(2);
    }

    @Test
    void shouldReplayAtTheConsoleFromThePlanToTheOutcomeAndTheHistory() {
        // Given
        BuriedEvents buried = letters("console").define();
        String plan = ada.go(page("replay", buried));

        // When
        String begun = ada.press(plan, "send", "why", "the definition <b>was missing");
        String done = ada.awaitText("id=\"run-letters\"", () -> {});

        // Then
        replayed(7);
        assertThat(plan).contains("7 events to send of 7 letters.", ">Send 5 first, then 2<", buried.name());
        assertThat(begun).contains("<h1>Run ");
        assertThat(done)
                .contains("7 of 7", ">delivered<", "id=\"run-delivered\">7<", "the definition &lt;b&gt;was missing")
                .doesNotContain("id=\"run-cancel\"");
        assertThat(ada.go("/console/replays")).contains("Ada", "the definition &lt;b&gt;was missing", buried.name());
        assertThat(ada.go("/console/history"))
                .contains("Ada", "replay", "7 letters of --event-name " + buried.name(), "the definition &lt;b&gt;was");
        assertThat(ada.go(page("replay", buried))).contains("Nothing to send: all 7 are left out.");
        assertThat(buried.taken()).hasSize(7).doesNotHaveDuplicates();
    }

    @Test
    void shouldKeepTheRestWhenTheFirstDieAgainAndGoOnAtTheConsoleWhenSomebodySaysSo() {
        // Given letters whose reason is still there
        BuriedEvents buried = letters("doomed");
        String begun = ada.press(ada.go(page("replay", buried)), "send", "why", "a try");
        String run = ada.here();
        String failed = ada.awaitText("the rest was not sent.", this::publishAnother);
        var unused = buried.define();

        // When
        String rest = ada.go(run.replace("/run?", "/resume?"));
        String resumed = ada.press(rest, "send", "why", "the definition is there");
        String done = ada.awaitText(">done<", this::publishAnother);

        // Then
        replayed(6);
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
        var unused = ada.go("/console/replays/run?id=" + id);
        String running = ada.awaitText("1 of 4", () -> {});

        // When
        String cancelled = ada.press(ada.go("/console/replays/cancel?id=" + id), "cancel", "why", "not those");
        RunReport report = elsewhere.join();

        // Then
        assertThat(running).contains("Another process works at the run", ">Stop here…<");
        assertThat(cancelled).contains("Cancelled by Ada: not those", ">cancelled<");
        assertThat(report.end()).isEqualTo(RunEnd.CANCELLED);
        assertThat(report.note()).isEqualTo("Cancelled by Ada: not those");
        replayed(1);
    }

    @Test
    void shouldShowTheDifferenceOfAnEditAtTheConsoleBeforeItIsSent() {
        // Given
        BuriedEvents buried = letters("edited");
        String known = SimulatorEvents.behavioral("known").getEventName();
        String form = ada.go(page("edit", buried));

        // When
        String wrong = ada.press(form, "preview", "field", "objectId", "value", "12", "field", "nowhere", "value", "1");
        String shown = ada.press(form, "preview", "field", "eventName", "value", known);
        String begun = ada.press(shown, "send", "why", "a typing error");
        String done = ada.awaitText("id=\"run-letters\"", () -> {});

        // Then
        replayed(1);
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
        String asked = ada.go(page("discard", buried));
        String discarded = ada.press(asked, "mark", "why", "test events");
        String plan = ada.go(page("replay", buried));
        String restored = ada.press(ada.go(page("restore", buried)), "mark", "why", "no test events");

        // Then
        assertThat(asked).contains("2 letters to discard of 2.", "A mark, not a deletion", ">Discard 2 letters<");
        assertThat(discarded).contains("2 letters are discarded.");
        assertThat(plan).contains("Nothing to send", "an operator discarded it");
        assertThat(restored).contains("2 letters are restored.");
        assertThat(buried.plan().places()).hasSize(2);
        assertThat(ada.go("/console/history")).contains("discard", "test events", "restore");
    }

    private static String page(String act, BuriedEvents letters) {
        return "/console/" + act + "?event-name=" + letters.name();
    }

    /**
     * A trouble of HubSpot.
     *
     * @param state the state of the route's lanes meanwhile
     */
    private record Trouble(Runnable begin, String state, Runnable end) {}

    /** Begins one trouble after the other, each behind a transaction of the run, and ends it when the run says that it waits. */
    private final class Troubles implements RunListener {
        private final Deque<Trouble> coming;
        private final List<String> holds = new ArrayList<>();
        private Runnable end = () -> {};
        private int begun;

        Troubles(Trouble... troubles) {
            this.coming = new ArrayDeque<>(List.of(troubles));
        }

        @Override
        public void did(Step step) {
            Trouble next = step == Step.COMMITTED && holds.size() == begun ? coming.poll() : null;
            if (next != null) {
                begun++;
                end = next.end();
                next.begin().run();
                var unused = pipeline.awaitState(Route.BEHAVIORAL, next.state(), ReplayStopsTest.this::publishAnother);
            }
        }

        @Override
        public void progress(RunProgress progress) {
            if (!progress.hold().isEmpty() && holds.size() < begun) {
                holds.add(progress.hold());
                end.run();
            }
        }
    }

    private BuriedEvents letters(String name) {
        return Objects.requireNonNull(letters.get(name));
    }

    private void publishAnother() {
        others++;
        pipeline.sources().publish(Route.BEHAVIORAL, others % 4, SimulatorEvents.behavioral("other " + others));
    }

    private void replayed(int replays) {
        pipeline.sources().alsoPublished(replays);
        pipeline.awaitRest();
    }

    private void order(OperatorCommand.Kind kind) {
        try (ControlTopic control = ControlTopic.open(pipeline.settings())) {
            control.give(new OperatorCommand(
                    OperatorCommand.target(Route.BEHAVIORAL), kind, "ada", "ticket 42", Instant.now(), null));
        }
    }
}
