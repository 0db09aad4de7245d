package io.eventbatcher.sandbox.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbatcher.audit.RouteAudit;
import io.eventbatcher.replay.letter.LetterState;
import io.eventbatcher.replay.plan.Exclusion;
import io.eventbatcher.replay.plan.ReplayPlan;
import io.eventbatcher.replay.plan.ReplayPlanner;
import io.eventbatcher.replay.resolution.ReplayRun;
import io.eventbatcher.replay.resolution.Resolutions;
import io.eventbatcher.replay.run.ReplayRunner;
import io.eventbatcher.replay.run.RunEnd;
import io.eventbatcher.replay.run.RunListener;
import io.eventbatcher.replay.run.RunReport;
import io.eventbatcher.replay.scan.ScanProgress;
import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.operator.Invocation;
import io.eventbatcher.sandbox.stack.EmbeddedStack;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Runs of replays against a running service; each test has events of a name of its own. */
@ExtendWith(SharedStack.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // set before all tests
class ReplayRunsTest {
    private static final int EVENTS = 12;
    private static final int LONGER = 16;
    private static final int KILLS = 20;

    private Pipeline pipeline;
    private Map<String, BuriedEvents> letters;

    @BeforeAll
    void start(EmbeddedStack stack) {
        pipeline = Pipeline.create(
                stack,
                "replay-runs",
                Pipeline.generous().withAccount(BuriedEvents.account()),
                Pipeline.only(Route.BEHAVIORAL, "hubspot.halt.judge-after", "1s"));
        pipeline.start();
        letters = BuriedEvents.bury(
                pipeline,
                Map.of("repeated", EVENTS, "at-once", EVENTS, "overlap", EVENTS, "killed", EVENTS, "process", LONGER));
    }

    @AfterAll
    void close() {
        pipeline.close();
    }

    @Test
    void shouldDeliverEachEventOnceWhenItsDefinitionIsMadeAndSendNothingWhenRepeated() {
        // Given
        BuriedEvents buried = defined("repeated");

        // When
        RunReport first = buried.replay(buried.plan());
        ReplayPlan again = buried.plan();
        RunReport second = buried.replay(again);

        // Then
        pipeline.awaitReplayed(EVENTS);
        assertThat(first.end()).isEqualTo(RunEnd.DONE);
        assertThat(first.progress().of(LetterState.DELIVERED)).isEqualTo(EVENTS);
        assertThat(again.leftOut()).isEqualTo(Map.of(Exclusion.DELIVERED, (long) EVENTS));
        assertThat(second.progress().sent()).isZero();
        assertThat(buried.replays()).hasSize(EVENTS);
        assertThat(buried.taken()).hasSize(EVENTS).doesNotHaveDuplicates();
        assertThat(pipeline.receipts().uuids()).containsAll(buried.taken()).doesNotHaveDuplicates();
        assertThat(pipeline.audit()).allMatch(RouteAudit::balanced);
    }

    @Test
    void shouldSendNothingTwiceWhenTwoOperatorsReplayAtOnce() {
        // Given
        BuriedEvents buried = defined("at-once");
        ReplayPlan one = buried.plan();
        ReplayPlan other = buried.plan();

        // When
        CompletableFuture<RunReport> reports = CompletableFuture.supplyAsync(() -> buried.replay(one));
        RunReport second = buried.replay(other);
        RunReport first = reports.join();

        // Then
        int sent = buried.replays().size();
        pipeline.awaitReplayed(sent);
        assertThat(sent).isBetween(EVENTS, 2 * EVENTS);
        assertThat(first.progress().sent() + second.progress().sent()).isEqualTo(sent);
        assertThat(buried.taken()).hasSize(EVENTS).doesNotHaveDuplicates();
    }

    @Test
    void shouldSendNothingTwiceThoughRunsOverlapBetweenReadingAndCommitting() {
        // Given a second run that sends all when the first has read the marks, and has sent nothing
        BuriedEvents buried = defined("overlap");
        ReplayPlan slow = buried.plan();
        ReplayPlan quick = buried.plan();
        boolean[] overlapped = {false};
        RunListener overlap = new RunListener() {
            @Override
            public void did(Step step) {
                if (step == Step.FETCHED && !overlapped[0]) {
                    overlapped[0] = true;
                    var unused = buried.replay(quick);
                }
            }
        };

        // When
        RunReport report = buried.replay(slow, overlap, () -> false);

        // Then
        pipeline.awaitReplayed(2 * EVENTS);
        assertThat(report.progress().of(LetterState.DUPLICATE)).isEqualTo(EVENTS);
        assertThat(buried.taken()).hasSize(EVENTS).doesNotHaveDuplicates();
    }

    @Test
    void shouldSendNothingTwiceAndForgetNothingWhenKilledAtAnyStep() {
        // Given
        BuriedEvents buried = defined("killed");
        ReplayPlan plan = buried.plan(buried.order().withRate(8).withPatience(Pipeline.PATIENCE));
        String run = ReplayRunner.newId(Instant.now(), UUID.randomUUID());
        Kills kills = new Kills(new Random(12));

        // When
        int killed = 0;
        while (!isDone(run, plan, buried, killed < KILLS ? kills : RunListener.SILENT)) {
            killed++;
        }

        // Then
        pipeline.awaitReplayed(EVENTS);
        assertThat(killed).isGreaterThan(5);
        assertThat(buried.replays()).hasSize(EVENTS);
        assertThat(buried.taken()).hasSize(EVENTS).doesNotHaveDuplicates();
        assertThat(recorded(run)).map(ReplayRun::status).contains(ReplayRun.DONE);
    }

    @Test
    void shouldGoOnByACommandWhenTheProcessOfARunWasKilled() throws Exception {
        // Given
        BuriedEvents buried = defined("process");
        Path file = Files.writeString(
                pipeline.directory().resolve("event-batcher.yaml"),
                pipeline.configuration().text());
        Process process = ServiceProcess.command(
                        Configuration.ENVIRONMENT,
                        "dead-letters",
                        "replay",
                        "--event-name",
                        buried.name(),
                        "--rate",
                        "8",
                        "--yes",
                        "--config",
                        file.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        pipeline.endsWith(process);
        await().atMost(Pipeline.PATIENCE).until(() -> buried.replays().size() >= 4);
        process.destroyForcibly().waitFor();
        ReplayRun killed =
                recorded(run -> run.filter().toString().contains(buried.name())).orElseThrow();

        // When
        Invocation resumed =
                Invocation.here("dead-letters", "replays", "resume", killed.id(), "--yes", "--config", file.toString());

        // Then
        pipeline.awaitReplayed(LONGER);
        assertThat(resumed.status()).as(resumed.out()).isZero();
        assertThat(resumed.out()).contains("Run " + killed.id() + " is done.");
        assertThat(killed.count("sent")).isBetween(4L, LONGER - 1L);
        assertThat(buried.replays()).hasSize(LONGER);
        assertThat(buried.taken()).hasSize(LONGER).doesNotHaveDuplicates();
    }

    /** Begins the run, or goes on with it; false if it was killed. */
    private boolean isDone(String run, ReplayPlan plan, BuriedEvents buried, RunListener listener) {
        ReplayRunner runner = buried.runner(listener, () -> false);
        try {
            var unused = recorded(run)
                    .map(begun -> runner.resume(begun, rest(begun)))
                    .orElseGet(() -> runner.start(run, plan));
            return true;
        } catch (Killed killed) {
            return false;
        }
    }

    /** Ends a run as a kill does, behind a random step. */
    private static final class Kills implements RunListener {
        private static final int MOST_STEPS = 6;

        private final Random random;
        private int left;

        Kills(Random random) {
            this.random = random;
            this.left = 1 + random.nextInt(MOST_STEPS);
        }

        @Override
        public void did(Step step) {
            left--;
            if (left == 0) {
                left = 1 + random.nextInt(MOST_STEPS);
                throw new Killed();
            }
        }
    }

    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** The letters of a name that HubSpot knows in the meantime. */
    private BuriedEvents defined(String name) {
        return Objects.requireNonNull(letters.get(name)).define();
    }

    private Optional<ReplayRun> recorded(String id) {
        return recorded(run -> run.id().equals(id));
    }

    private Optional<ReplayRun> recorded(Predicate<ReplayRun> wanted) {
        return Resolutions.read(pipeline.settings(), ScanProgress.SILENT).runs().stream()
                .filter(wanted)
                .findFirst();
    }

    private ReplayPlan rest(ReplayRun run) {
        return new ReplayPlanner(pipeline.settings(), ScanProgress.SILENT).rest(run);
    }
}
