package io.eventbatcher.sandbox.torture.run;

import io.eventbatcher.sandbox.broker.TemporaryDirectory;
import io.eventbatcher.sandbox.torture.evidence.Check;
import io.eventbatcher.sandbox.torture.evidence.Evidence.Kill;
import io.eventbatcher.sandbox.torture.evidence.Findings;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The service's processes. An instance has a name, a state directory, and successive processes. Thread-safe. */
public final class Fleet {
    /** The delay after a process that ended without an order, as with an orchestrator. */
    private static final Duration RESTART = Duration.ofSeconds(1);

    private final ServiceCommand command;
    private final ScheduledExecutorService timers;
    private final Clock clock;
    private final Findings findings;
    private final Map<String, Incarnation> running = new TreeMap<>();
    private final List<Incarnation> all = new ArrayList<>();
    private final List<Kill> kills = new ArrayList<>();
    private int incarnations;
    private boolean topicsUnfit;
    private final Set<String> waiting = new TreeSet<>();
    private boolean held;
    private boolean closed;

    /** @param findings gets unordered and bad ends; guarded by this fleet */
    public Fleet(ServiceCommand command, ScheduledExecutorService timers, Clock clock, Findings findings) {
        this.command = command;
        this.timers = timers;
        this.clock = clock;
        this.findings = findings;
    }

    private static final class Incarnation {
        private final String instance;
        private final String token;
        private final Process process;
        private boolean told;
        private boolean stepped;
        private boolean mayNotStart;
        private boolean killed;

        Incarnation(String instance, String token, Process process) {
            this.instance = instance;
            this.token = token;
            this.process = process;
        }
    }

    /** The token of a process, by number. */
    public static String token(int number) {
        return "torture-" + number;
    }

    /** Starts an instance, after the end of its stopping process, which still locks the state. Without effect on a running instance. */
    public synchronized void start(String instance) {
        if (closed || running.containsKey(instance)) {
            return;
        }
        if (held) {
            waiting.add(instance);
            return;
        }
        Optional<Incarnation> stopping = all.stream()
                .filter(one -> one.instance.equals(instance) && one.process.isAlive())
                .findFirst();
        if (stopping.isPresent()) {
            var unused = stopping.get().process.onExit().thenRun(() -> start(instance));
            return;
        }
        String token = token(++incarnations);
        Incarnation started = new Incarnation(instance, token, command.start(instance, token));
        started.mayNotStart = topicsUnfit;
        running.put(instance, started);
        all.add(started);
        var unused = started.process.onExit().thenAccept(process -> ended(started));
    }

    private synchronized void ended(Incarnation incarnation) {
        int status = incarnation.process.exitValue();
        if (incarnation.told) {
            boolean wasStarting = status == ServiceCommand.EXIT_TERMINATED
                    && !command.hasStarted(incarnation.instance, incarnation.token);
            if (!incarnation.killed && !wasStarting && status != 0) {
                byItself(incarnation, "was told to stop and ended with status " + status);
            }
            return;
        }
        running.remove(incarnation.instance);
        boolean refusedToStart =
                incarnation.mayNotStart && !command.hasStarted(incarnation.instance, incarnation.token);
        if (!incarnation.stepped && !refusedToStart) {
            byItself(incarnation, "ended by itself with status " + status);
        }
        later(RESTART, () -> start(incarnation.instance));
    }

    private void byItself(Incarnation incarnation, String what) {
        findings.add(
                Check.ENDED_BY_ITSELF,
                "At %s instance %s (incarnation %s) %s: %s"
                        .formatted(
                                clock.instant(),
                                incarnation.instance,
                                incarnation.token,
                                what,
                                command.lastWords(incarnation.instance, incarnation.token)));
    }

    /** Kills an instance like {@code kill -9}. Without effect on a stopped instance. */
    public synchronized void kill(String instance, String moment, Duration restartAfter) {
        kill(Optional.ofNullable(running.get(instance)), moment, restartAfter);
    }

    /** Kills the process with the token, unless ended. */
    public synchronized void killIncarnation(String token, String moment, Duration restartAfter) {
        kill(running.values().stream().filter(one -> one.token.equals(token)).findFirst(), moment, restartAfter);
    }

    private void kill(Optional<Incarnation> victim, String moment, Duration restartAfter) {
        victim.filter(one -> one.process.isAlive()).ifPresent(one -> {
            one.told = true;
            one.killed = true;
            one.process.destroyForcibly();
            running.remove(one.instance);
            kills.add(new Kill(one.instance, one.token, clock.instant(), moment));
            later(restartAfter, () -> start(one.instance));
        });
    }

    /**
     * Asks an instance to stop, like {@code kill}. The instance may be started again in the meantime. Without effect on a stopped instance.
     */
    public synchronized void terminate(String instance) {
        Incarnation leaving = running.remove(instance);
        if (leaving != null) {
            leaving.told = true;
            leaving.process.destroy();
        }
    }

    /** Stops an instance, and starts it again {@code restartAfter} after the end. */
    public void terminate(String instance, Duration restartAfter) {
        onceEnded(instance, () -> later(restartAfter, () -> start(instance)));
    }

    /** Stops an instance and deletes its state, like the loss of a machine. */
    synchronized void dismiss(String instance) {
        waiting.remove(instance);
        onceEnded(instance, () -> TemporaryDirectory.delete(command.stateDir(instance)));
    }

    /**
     * Stops all, and keeps all down until {@link #goOn()}.
     *
     * @return false if one did not end within the bound
     */
    boolean standStill(Duration bound) throws InterruptedException {
        List<Incarnation> leaving;
        synchronized (this) {
            held = true;
            waiting.addAll(running.keySet());
            List.copyOf(running.keySet()).forEach(this::terminate);
            leaving = all.stream().filter(one -> one.process.isAlive()).toList();
        }
        long end = System.nanoTime() + bound.toNanos();
        boolean ended = true;
        for (Incarnation one : leaving) {
            ended &= one.process.waitFor(Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        }
        return ended;
    }

    synchronized void goOn() {
        held = false;
        waiting.forEach(this::start);
        waiting.clear();
    }

    public boolean canStepClocks() {
        return command.clocks().canStep();
    }

    /**
     * The wall clock of an instance steps. Its process may end because of that, and is started again.
     *
     * @return false where no clock can be faked
     */
    synchronized boolean stepClock(String instance, Duration by) {
        if (!canStepClocks()) {
            return false;
        }
        command.clocks().step(instance, by);
        Optional.ofNullable(running.get(instance)).ifPresent(one -> one.stepped = true);
        return true;
    }

    /** While a topic is not as the service needs it, a process that starts ends with a sentence, and is started again. */
    synchronized void topicsUnfit(boolean unfit) {
        topicsUnfit = unfit;
        if (unfit) {
            running.values().stream()
                    .filter(one -> !command.hasStarted(one.instance, one.token))
                    .forEach(one -> one.mayNotStart = true);
        }
    }

    private synchronized void onceEnded(String instance, Runnable next) {
        Incarnation leaving = running.get(instance);
        if (leaving != null) {
            var unused = leaving.process.onExit().thenRun(next);
            terminate(instance);
        }
    }

    private void later(Duration delay, Runnable action) {
        var unused = timers.schedule(action, delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    public synchronized List<Kill> kills() {
        return List.copyOf(kills);
    }

    public synchronized int running() {
        return running.size();
    }

    /** The number of running processes whose log tells a complete start. */
    public synchronized long started() {
        return running.values().stream()
                .filter(one -> command.hasStarted(one.instance, one.token))
                .count();
    }

    /** Stops all in good order within the bound, and kills the rest. */
    public void close(Duration bound) throws InterruptedException {
        List<Incarnation> leaving;
        synchronized (this) {
            closed = true;
            List.copyOf(running.keySet()).forEach(this::terminate);
            leaving = all.stream().filter(one -> one.process.isAlive()).toList();
        }
        long end = System.nanoTime() + bound.toNanos();
        for (Incarnation one : leaving) {
            if (!one.process.waitFor(Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS)) {
                synchronized (this) {
                    one.killed = true;
                    one.process.destroyForcibly();
                    byItself(one, "did not end within " + bound.toSeconds() + " s when told to stop");
                }
            }
        }
    }

    /** Makes every process dump its threads into its log. */
    public synchronized void dumpThreads() throws InterruptedException {
        for (Incarnation one : running.values()) {
            command.dumpThreads(one.process);
        }
    }

    /** Kills every process ever started. */
    public synchronized void killAll() {
        closed = true;
        for (Incarnation one : all) {
            one.told = true;
            one.killed = true;
            one.process.destroyForcibly();
        }
    }
}
