package io.eventbatcher.console.run;

import io.eventbatcher.config.Settings;
import io.eventbatcher.console.access.RefusedException;
import io.eventbatcher.health.SupervisedLoop;
import io.eventbatcher.replay.plan.ReplayPlan;
import io.eventbatcher.replay.resolution.ReplayRun;
import io.eventbatcher.replay.run.LetterMarks;
import io.eventbatcher.replay.run.RegistrySilentException;
import io.eventbatcher.replay.run.ReplayRunner;
import io.eventbatcher.replay.run.RunFailedException;
import io.eventbatcher.replay.run.RunReport;
import io.eventbatcher.time.Clocks;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The runs and marks that people have ordered at this console. A bounded number at a time, so that delivery keeps its processor. */
public final class ConsoleRuns {
    private static final Logger LOG = LoggerFactory.getLogger(ConsoleRuns.class);
    private static final int MOST_AT_A_TIME = 2;
    private static final int MOST_KEPT = 50;

    private final Settings settings;
    private final Function<KafkaException, String> sentences;
    private final Clocks clocks;
    private final Semaphore free = new Semaphore(MOST_AT_A_TIME);
    private final ExecutorService threads = Executors.newCachedThreadPool(SupervisedLoop.daemons("console-run"));
    private final Map<String, LiveRun> runs = new Newest<>();
    private final Map<String, LiveMarks> marks = new Newest<>();
    private volatile boolean stops;

    /** The newest entries. */
    private static final class Newest<V> extends LinkedHashMap<String, V> {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
            return size() > MOST_KEPT;
        }
    }

    /** @param sentences explain failures of Kafka, as clauses */
    public ConsoleRuns(Settings settings, Function<KafkaException, String> sentences, Clocks clocks) {
        this.settings = settings;
        this.sentences = sentences;
        this.clocks = clocks;
    }

    /**
     * Begins a run; a run of the same id that has begun before goes on undisturbed.
     *
     * @param record writes the history before anything is sent
     * @throws RefusedException if too many runs are under way
     */
    public void begin(String id, ReplayPlan plan, Runnable record) throws RefusedException {
        LiveRun live = new LiveRun(id, plan, clocks);
        if (isFirst(live)) {
            go(live, record, runner -> runner.start(id, plan));
        }
    }

    private synchronized boolean isFirst(LiveRun live) {
        return runs.putIfAbsent(live.id(), live) == null;
    }

    /**
     * Goes on with a run that nobody in this process works at.
     *
     * @throws RefusedException if this process works at the run, or too many runs are under way
     */
    public void resume(ReplayRun run, ReplayPlan rest, Runnable record) throws RefusedException {
        LiveRun live = new LiveRun(run.id(), rest, clocks);
        if (!isFree(live)) {
            throw new RefusedException(409, "Run " + run.id() + " is under way already.");
        }
        go(live, record, runner -> runner.resume(run, rest));
    }

    private synchronized boolean isFree(LiveRun live) {
        LiveRun known = runs.get(live.id());
        if (known != null && !known.hasEnded()) {
            return false;
        }
        runs.remove(live.id());
        runs.put(live.id(), live);
        return true;
    }

    /**
     * Marks letters, and returns the work under way; work of the same id that has begun before goes on undisturbed.
     *
     * @throws RefusedException if too much is under way
     */
    public LiveMarks mark(String id, ReplayPlan plan, Runnable record, ToLongFunction<LetterMarks> work)
            throws RefusedException {
        LiveMarks live = new LiveMarks(plan.places().size());
        LiveMarks known = known(id, live);
        if (known != live) {
            return known;
        }
        boolean begun = false;
        try {
            reserve();
            perform(record, () -> marked(live, work));
            begun = true;
            return live;
        } finally {
            if (!begun) {
                forget(id, live);
            }
        }
    }

    private synchronized LiveMarks known(String id, LiveMarks live) {
        LiveMarks known = marks.putIfAbsent(id, live);
        return known == null ? live : known;
    }

    private synchronized void forget(String id, LiveMarks live) {
        marks.remove(id, live);
    }

    private void go(LiveRun live, Runnable record, Function<ReplayRunner, RunReport> work) throws RefusedException {
        boolean begun = false;
        try {
            reserve();
            perform(record, () -> live.end(ended(live, work)));
            begun = true;
        } finally {
            if (!begun) {
                forget(live);
            }
        }
    }

    private synchronized void forget(LiveRun live) {
        runs.remove(live.id(), live);
    }

    private void reserve() throws RefusedException {
        if (stops || !free.tryAcquire()) {
            throw new RefusedException(
                    409,
                    stops
                            ? "The instance stops; try again at another one."
                            : "Two runs of this console are under way, and more would take their turn from each other. Try again when one has"
                                    + " ended, or use the command line.");
        }
    }

    /** Records, then works on a thread of its own; a failure to record begins nothing. */
    private void perform(Runnable record, Runnable work) {
        boolean begun = false;
        try {
            record.run();
            threads.execute(() -> {
                try {
                    work.run();
                } finally {
                    free.release();
                }
            });
            begun = true;
        } finally {
            if (!begun) {
                free.release();
            }
        }
    }

    /** Works, and returns the reason of a failure. */
    private String ended(LiveRun live, Function<ReplayRunner, RunReport> work) {
        try {
            live.progress(work.apply(new ReplayRunner(settings, clocks, live, () -> stops))
                    .progress());
            return "";
        } catch (RunFailedException failure) {
            String cause = sentences.apply(failure.failure());
            return failure.begun()
                    ? "The run stopped: " + cause + ". No letter was sent twice, and the run can be resumed."
                    : "Nothing was sent: " + cause + ".";
        } catch (RegistrySilentException silent) {
            return silent.getMessage() + " No letter was sent twice, and the run can be resumed.";
        } catch (RuntimeException bug) {
            LOG.atWarn().setCause(bug).addKeyValue("run", live.id()).log("A run of the console failed.");
            return "The run failed; the log of the instance says why. No letter was sent twice, and the run can be resumed.";
        }
    }

    private void marked(LiveMarks live, ToLongFunction<LetterMarks> work) {
        try {
            live.end(work.applyAsLong(new LetterMarks(settings)), "");
        } catch (KafkaException failure) {
            live.end(0, "Not all letters are marked: " + sentences.apply(failure) + ". The same again does the rest.");
        } catch (RuntimeException bug) {
            LOG.atWarn().setCause(bug).log("Marking letters at the console failed.");
            live.end(0, "Not all letters are marked; the log of the instance says why. The same again does the rest.");
        }
    }

    /** A run at which this process works, or has worked. */
    public synchronized Optional<LiveRun> find(String id) {
        return Optional.ofNullable(runs.get(id));
    }

    /** The runs at which this process works. */
    public synchronized List<LiveRun> underWay() {
        return runs.values().stream().filter(live -> !live.hasEnded()).toList();
    }

    /** Marks that were ordered here. */
    public synchronized Optional<LiveMarks> findMarks(String id) {
        return Optional.ofNullable(marks.get(id));
    }

    /** Asks runs to end in order, and begins none any more. */
    public void stops() {
        stops = true;
        threads.shutdown();
    }

    /** Waits for the ends of runs so long at most; a run that has not ended is resumed like one that was killed. */
    public void close(Duration bound) {
        stops();
        try {
            if (!threads.awaitTermination(Math.max(0, bound.toMillis()), TimeUnit.MILLISECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
            threads.shutdownNow();
        }
    }
}
