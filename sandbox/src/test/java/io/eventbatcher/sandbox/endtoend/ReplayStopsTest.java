package io.eventbatcher.sandbox.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbatcher.audit.RouteAudit;
import io.eventbatcher.control.OperatorCommand;
import io.eventbatcher.replay.letter.LetterState;
import io.eventbatcher.replay.plan.Exclusion;
import io.eventbatcher.replay.plan.ReplayPlan;
import io.eventbatcher.replay.run.RunEnd;
import io.eventbatcher.replay.run.RunListener;
import io.eventbatcher.replay.run.RunProgress;
import io.eventbatcher.replay.run.RunReport;
import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.simulator.api.Endpoint;
import io.eventbatcher.sandbox.simulator.faults.Effect;
import io.eventbatcher.sandbox.simulator.faults.Fault;
import io.eventbatcher.sandbox.stack.EmbeddedStack;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

    @BeforeAll
    void start(EmbeddedStack stack) {
        pipeline = Pipeline.create(
                stack,
                "replay-stops",
                Pipeline.generous().withAccount(BuriedEvents.account()),
                Pipeline.only(Route.BEHAVIORAL, "hubspot.halt.judge-after", "1s", "dedupe.window", "1s"));
        pipeline.start();
        letters = BuriedEvents.bury(pipeline, Map.of("troubles", EVENTS, "window", 3, "paused", 3, "canary", 4));
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
        pipeline.awaitReplayed(EVENTS);
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
        pipeline.awaitReplayed(3);
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
        pipeline.order(Route.BEHAVIORAL, OperatorCommand.Kind.PAUSE);
        var unused = pipeline.awaitState(Route.BEHAVIORAL, "paused");
        List<String> holds = new ArrayList<>();
        RunListener resuming = new RunListener() {
            @Override
            public void progress(RunProgress progress) {
                if (!progress.hold().isEmpty() && holds.size() < 3) {
                    holds.add(progress.hold() + " " + progress.sent());
                    if (holds.size() == 3) {
                        pipeline.order(Route.BEHAVIORAL, OperatorCommand.Kind.RESUME);
                    }
                }
            }
        };

        // When
        RunReport report = buried.replay(plan, resuming, () -> false);

        // Then
        pipeline.awaitReplayed(3);
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
        pipeline.awaitReplayed(2);
        assertThat(report.end()).isEqualTo(RunEnd.CANARY_FAILED);
        assertThat(report.progress().sent()).isEqualTo(2);
        assertThat(buried.replays()).hasSize(2);
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
                var unused = pipeline.awaitState(Route.BEHAVIORAL, next.state(), pipeline.sources()::publishAnother);
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
}
