package io.eventbatcher.health;

import io.eventbatcher.log.Causes;
import io.eventbatcher.log.Printable;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.ApiException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A helper thread that repeats a turn until the loop is closed, whatever a turn throws: nobody else does the thread's work. A failed turn
 * is logged, shows as {@link #trouble} until a turn succeeds, and is followed by a pause. A thread that has ended shows as trouble, too.
 */
public final class SupervisedLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SupervisedLoop.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration STOP_BOUND = Duration.ofSeconds(5);

    private final String name;
    private final Turn turn;
    private final Runnable last;
    private final Duration before;
    private final Duration pause;
    private final Thread thread;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile @Nullable String failure;
    private long failuresInARow;

    /** One turn of the loop; may block, and is interrupted when the loop is closed. */
    @FunctionalInterface
    public interface Turn {
        void run() throws InterruptedException;
    }

    private SupervisedLoop(
            String name, ThreadFactory threads, Duration before, Duration pause, Turn turn, Runnable last) {
        this.name = name;
        this.turn = turn;
        this.last = last;
        this.before = before;
        this.pause = pause;
        this.thread = threads.newThread(this::run);
    }

    /**
     * Starts the loop.
     *
     * @param name the loop's name in logs and in the health, such as "the look-up of schemas"
     */
    public static SupervisedLoop start(String name, ThreadFactory threads, Turn turn) {
        return start(name, threads, PAUSE, turn);
    }

    /**
     * Starts the loop.
     *
     * @param name the loop's name in logs and in the health, such as "the look-up of schemas"
     * @param last runs on the loop's thread after the last turn
     */
    public static SupervisedLoop start(String name, ThreadFactory threads, Turn turn, Runnable last) {
        return start(new SupervisedLoop(name, threads, Duration.ZERO, PAUSE, turn, last));
    }

    /**
     * Starts the loop on a daemon thread.
     *
     * @param name the loop's name in logs and in the health, such as "the look-up of schemas"
     * @param thread the thread's name
     * @param interval the time before each turn
     */
    public static SupervisedLoop every(Duration interval, String name, String thread, Turn turn) {
        return start(new SupervisedLoop(name, daemons(thread), interval, PAUSE, turn, () -> {}));
    }

    /** Makes threads of one name that do not keep the process alive. */
    public static ThreadFactory daemons(String thread) {
        return work -> {
            Thread daemon = new Thread(work, thread);
            daemon.setDaemon(true);
            return daemon;
        };
    }

    /** @param pause the time between a failed turn and the next */
    static SupervisedLoop start(String name, ThreadFactory threads, Duration pause, Turn turn) {
        return start(new SupervisedLoop(name, threads, Duration.ZERO, pause, turn, () -> {}));
    }

    private static SupervisedLoop start(SupervisedLoop loop) {
        loop.thread.start();
        return loop;
    }

    /** The trouble of the loop as a clause; empty while its turns succeed, and after it was closed. */
    public Optional<String> trouble() {
        if (closing.getCount() == 0) {
            return Optional.empty();
        }
        return thread.isAlive() ? Optional.ofNullable(failure) : Optional.of(name + " has ended; restart the service");
    }

    private void run() {
        while (closing.getCount() > 0) {
            try {
                if (!closing.await(before.toMillis(), TimeUnit.MILLISECONDS)) {
                    turn.run();
                    failure = null;
                    failuresInARow = 0;
                }
            } catch (InterruptedException stray) {
                // close() alone ends the loop
            } catch (Throwable thrown) {
                // errors, too: a stack overflow or a missing class must not end what nobody starts again
                failed(thrown);
            }
        }
        last.run();
    }

    private void failed(Throwable thrown) {
        try {
            failuresInARow++;
            failure = name + " fails (" + thrown.getClass().getSimpleName() + "); the log says why";
            if (Long.bitCount(failuresInARow) == 1) {
                LOG.atError()
                        .addKeyValue("failures", failuresInARow)
                        .addKeyValue("cause", Printable.cause(thrown))
                        .setCause(Causes.root(thrown) instanceof ApiException ? null : thrown)
                        .log("A turn of {} has failed; the next one follows.", name);
            }
            boolean unused = closing.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (Throwable again) {
            // memory is short, or the log fails: the next turn is worth more than the message
            failure = name + " fails";
        }
    }

    /** Ends the loop after the running turn, which is interrupted; waits five seconds at most. */
    @Override
    public void close() {
        close(STOP_BOUND);
    }

    /** Ends the loop after the running turn, which is interrupted; waits no longer than the bound. */
    public void close(Duration bound) {
        closing.countDown();
        thread.interrupt();
        join(bound);
    }

    /** Ends the loop after the running turn, without an interruption; waits no longer than the bound. */
    public void end(Duration bound) {
        closing.countDown();
        join(bound);
    }

    private void join(Duration bound) {
        try {
            // 0 would wait for ever
            thread.join(Math.max(1, bound.toMillis()));
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }
}
