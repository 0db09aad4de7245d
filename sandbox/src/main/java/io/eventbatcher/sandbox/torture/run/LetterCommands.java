package io.eventbatcher.sandbox.torture.run;

import io.eventbatcher.config.Settings;
import io.eventbatcher.replay.resolution.ReplayRun;
import io.eventbatcher.replay.run.ReplayRuns;
import io.eventbatcher.replay.scan.ScanProgress;
import io.eventbatcher.sandbox.torture.faults.FaultCounts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;

/**
 * The product's commands about dead letters, each seen through to its end: a command that was killed, shut out, or stopped by a fault is resumed,
 * or given again where there is nothing to resume. Used by one thread, and by another to give up.
 */
final class LetterCommands {
    private static final Duration LOOK = Duration.ofMillis(10);
    private static final Duration TURN = Duration.ofSeconds(1);
    private static final int MOST_TRIES = 60;
    private static final int WRONG_OPTIONS = 2;

    /** All letters have an end, some died again, the end of some is not known yet, or no letter was open. */
    private static final Set<Integer> CARRIED_OUT = Set.of(0, 3, 4, 6);

    private final ServiceCommand command;
    private final Settings settings;
    private final FaultCounts counts;
    private final Set<Process> processes = ConcurrentHashMap.newKeySet();
    private volatile boolean givenUp;

    LetterCommands(ServiceCommand command, Settings settings, FaultCounts counts) {
        this.command = command;
        this.settings = settings;
        this.counts = counts;
    }

    /** The disturbances of a command. */
    enum Disturbance {
        /** {@code kill -9} while replays are written, and {@code replays resume}. */
        KILLED,
        /** A second operator gives the same command at the same time. */
        DOUBLED,
        /** A second operator resumes the run while the first process works on it. */
        SEIZED;

        private String label() {
            return "replays-" + name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Gives a command until it is carried out.
     *
     * @param ticket the remark, which no other command has
     * @param writes the number of writes to the replay topic before the disturbance
     * @return false if the command was given up
     */
    boolean carryOut(Disturbance disturbance, int writes, String ticket, List<String> words)
            throws InterruptedException {
        Given first = given("ada", ticket, words);
        switch (disturbance) {
            case KILLED -> {
                if (awaitWrites(first.process(), writes)) {
                    counts.count(disturbance.label());
                    first.process().destroyForcibly();
                }
            }
            case DOUBLED -> {
                counts.count(disturbance.label());
                Given second = given("bob", ticket + ", a colleague", words);
                boolean done = seenThrough(first);
                return seenThrough(second) && done;
            }
            case SEIZED -> {
                Optional<ReplayRun> run = awaitWrites(first.process(), writes) ? resumable(ticket) : Optional.empty();
                if (run.isPresent()) {
                    counts.count(disturbance.label());
                    Given second = new Given(resume("bob", run.get()), "bob", ticket, words);
                    await(first.process());
                    return seenThrough(second);
                }
            }
        }
        return seenThrough(first);
    }

    /** Gives a command that changes nothing; true for exit status 0. */
    boolean succeeds(List<String> words) throws InterruptedException {
        return await(noted(command.order(words.toArray(String[]::new)))) == 0;
    }

    /** A command that was given, and may still be at work. */
    record Given(Process process, String by, String ticket, List<String> words) {}

    /** Gives a command of the other operator, to be awaited later. */
    Given begin(String ticket, List<String> words) {
        return given("bob", ticket, words);
    }

    private Given given(String by, String ticket, List<String> words) {
        return new Given(start(by, ticket, words), by, ticket, words);
    }

    /** Returns when a command is carried out; false if it was given up. */
    boolean seenThrough(Given given) throws InterruptedException {
        int status = await(given.process());
        for (int tries = 0; !CARRIED_OUT.contains(status); tries++) {
            if (status == WRONG_OPTIONS) {
                throw new IllegalStateException("The product does not know the kit's command: " + given.words());
            }
            if (givenUp || tries == MOST_TRIES) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(TURN.toMillis());
            Optional<ReplayRun> run = resumable(given.ticket());
            status = await(
                    run.isPresent() ? resume(given.by(), run.get()) : start(given.by(), given.ticket(), given.words()));
        }
        return true;
    }

    private Process start(String by, String ticket, List<String> words) {
        List<String> all = new ArrayList<>(words);
        all.addAll(List.of("--yes", "--by", by, "--why", ticket));
        return noted(command.order(all.toArray(String[]::new)));
    }

    private Process resume(String by, ReplayRun run) {
        return noted(command.order("dead-letters", "replays", "resume", run.id(), "--yes", "--by", by));
    }

    private Process noted(Process process) {
        processes.add(process);
        if (givenUp) {
            process.destroy();
        }
        return process;
    }

    private int await(Process process) throws InterruptedException {
        int status = process.waitFor();
        processes.remove(process);
        return status;
    }

    /** The run with the remark, if it has begun, and is not at its end. */
    private Optional<ReplayRun> resumable(String ticket) {
        try {
            return new ReplayRuns(settings, ScanProgress.SILENT)
                    .list().stream()
                            .filter(run ->
                                    run.why().equals(ticket) && !run.status().equals(ReplayRun.DONE))
                            .findFirst();
        } catch (KafkaException away) {
            return Optional.empty();
        }
    }

    /** Returns when the replay topic has been written to so often, mostly in the middle of a transaction; false if the process ended before. */
    private boolean awaitWrites(Process process, int writes) throws InterruptedException {
        List<String> topic = List.of(settings.topics().replays());
        try (WriteWatcher watcher = new WriteWatcher(settings.kafka().bootstrapServers())) {
            int seen = 0;
            while (seen < writes && process.isAlive()) {
                seen += watcher.awaitNext(topic, TURN, LOOK) ? 1 : 0;
            }
            return process.isAlive();
        }
    }

    /** Stops the commands in order, and gives none again. */
    void giveUp() {
        givenUp = true;
        processes.forEach(Process::destroy);
    }

    /** Kills all that is left. */
    void killAll() {
        givenUp = true;
        processes.forEach(Process::destroyForcibly);
    }
}
