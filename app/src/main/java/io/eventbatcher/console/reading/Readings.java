package io.eventbatcher.console.reading;

import io.eventbatcher.health.SupervisedLoop;
import io.eventbatcher.time.Clocks;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.common.KafkaException;

/** The readings of the console. Results are kept for a few seconds, and none outlives an act of the same person. */
public final class Readings implements AutoCloseable {
    /** A page that takes no longer needs no progress bar. */
    private static final Duration PATIENCE = Duration.ofMillis(900);

    private static final int THREADS = 2;
    private static final int MOST_WAITING = 16;
    private static final int MOST_KEPT = 24;

    private final Function<KafkaException, String> sentences;
    private final Clocks clocks;
    private final ReadingPace pace;
    private final Map<String, Job<?>> jobs = new LinkedHashMap<>();
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            THREADS,
            THREADS,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(MOST_WAITING),
            SupervisedLoop.daemons("console-reading"));

    /** @param sentences explain failures of Kafka, as clauses */
    public Readings(Function<KafkaException, String> sentences, Clocks clocks) {
        this.sentences = sentences;
        this.clocks = clocks;
        this.pace = ReadingPace.ofThisMachine(clocks);
        threads.allowCoreThreadTimeOut(true);
    }

    /**
     * The reading of a name: begun, under way or done.
     *
     * @param name says all that the result depends on, with the kind of the result first
     */
    public <T> Reading<T> ask(String name, Work<T> work) {
        return job(name, work).await(PATIENCE);
    }

    /** Forgets all results, because somebody has changed something. */
    public synchronized void forget() {
        jobs.values().removeIf(Job::isDone);
    }

    /** Forgets the result of a name; a reading that is under way goes on. */
    public synchronized void forget(String name) {
        jobs.entrySet()
                .removeIf(job -> job.getKey().equals(name) && job.getValue().isDone());
    }

    private synchronized <T> Job<T> job(String name, Work<T> work) {
        jobs.values().removeIf(Job::isStale);
        @SuppressWarnings("unchecked") // a name has one kind of results
        Job<T> known = (Job<T>) jobs.get(name);
        if (known != null) {
            return known;
        }
        Job<T> begun = new Job<>(work, sentences, pace, clocks);
        try {
            threads.execute(begun);
            jobs.put(name, begun);
        } catch (RejectedExecutionException busy) {
            throw new KafkaException("too many topics are being read at the console; try again in a moment", busy);
        }
        Iterator<Job<?>> oldest = jobs.values().iterator();
        while (jobs.size() > MOST_KEPT && oldest.hasNext()) {
            if (oldest.next().isDone()) {
                oldest.remove();
            }
        }
        return begun;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
