package io.eventbatcher.console.reading;

import io.eventbatcher.replay.scan.ScanProgress;
import io.eventbatcher.time.Clocks;
import io.eventbatcher.time.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One reading, for all who ask for the same. A reading that nobody asks for any more ends. */
final class Job<T> implements Runnable, ScanProgress {
    private static final Logger LOG = LoggerFactory.getLogger(Job.class);
    private static final Duration ABANDONED_AFTER = Duration.ofSeconds(20);

    /** The first moments are free, so that short readings are quick. */
    private static final Duration FREE = Duration.ofMillis(500);

    private static final Duration KEPT_AT_LEAST = Duration.ofSeconds(2);
    private static final Duration KEPT_AT_MOST = Duration.ofSeconds(60);

    private final Work<T> work;
    private final Function<KafkaException, String> sentences;
    private final ReadingPace pace;
    private final Clocks clocks;
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile Moment askedAt;
    private volatile Moment startedAt;
    private volatile Moment endedAt = Moment.LONG_AGO;
    private volatile @Nullable T result;
    private volatile String trouble = "";
    private volatile String topic = "";
    private volatile int percent;
    private volatile Instant at = Instant.EPOCH;
    private Moment workedAt;
    private long passedBefore;

    Job(Work<T> work, Function<KafkaException, String> sentences, ReadingPace pace, Clocks clocks) {
        this.work = work;
        this.sentences = sentences;
        this.pace = pace;
        this.clocks = clocks;
        this.askedAt = clocks.moment();
        this.startedAt = askedAt;
        this.workedAt = askedAt;
    }

    @Override
    public void run() {
        startedAt = clocks.moment();
        workedAt = startedAt;
        at = clocks.instant();
        try {
            result = work.read(this);
        } catch (CancellationException abandoned) {
            trouble = "Nobody waited for the reading any more.";
        } catch (KafkaException failure) {
            trouble = "The topics cannot be read: " + sentences.apply(failure) + ".";
        } catch (RuntimeException bug) {
            LOG.atWarn().setCause(bug).log("A reading of the console failed.");
            trouble = "The reading failed; the log of the instance says why.";
        } finally {
            endedAt = clocks.moment();
            done.countDown();
        }
    }

    @Override
    public void passed(String name, long passed, long of) {
        topic = name;
        percent = of <= 0 ? 100 : (int) (passed * 100 / of);
        Moment now = clocks.moment();
        if (now.since(askedAt).compareTo(ABANDONED_AFTER) > 0) {
            throw new CancellationException("nobody asks");
        }
        if (now.since(startedAt).compareTo(FREE) > 0) {
            rest(pace.restAfter(now.since(workedAt), Math.max(0, passed - passedBefore)));
        }
        passedBefore = passed;
        workedAt = clocks.moment();
    }

    private static void rest(Duration span) {
        try {
            // the pace of the reading, so that delivery gets the processor
            Thread.sleep(span.toMillis());
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the console closes");
        }
    }

    /** The reading as it stands after so long at most. */
    Reading<T> await(Duration patience) {
        askedAt = clocks.moment();
        try {
            boolean unused = done.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
        return new Reading<>(Optional.ofNullable(result), trouble, topic, percent, at);
    }

    /** True if the result is too old to be shown again: the longer a reading takes, the longer its result is kept. */
    boolean isStale() {
        Duration kept = trouble.isEmpty() ? endedAt.since(startedAt).multipliedBy(3) : KEPT_AT_LEAST;
        return isDone() && clocks.moment().since(endedAt).compareTo(bounded(kept)) > 0;
    }

    private static Duration bounded(Duration span) {
        if (span.compareTo(KEPT_AT_LEAST) < 0) {
            return KEPT_AT_LEAST;
        }
        return span.compareTo(KEPT_AT_MOST) > 0 ? KEPT_AT_MOST : span;
    }

    boolean isDone() {
        return done.getCount() == 0;
    }
}
