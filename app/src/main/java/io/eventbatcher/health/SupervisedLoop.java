package io.eventbatcher.health;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A helper thread that repeats its turn until the loop is closed, whatever a turn throws: nobody else does the thread's work. A failed turn
 * is logged, shows as {@link #trouble} until a turn succeeds, and is followed by a pause. A loop whose thread has ended shows that, too.
 */
public final class SupervisedLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SupervisedLoop.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration STOP_BOUND = Duration.ofSeconds(5);

    private final String name;
    private final Turn turn;
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

    private SupervisedLoop(String name, ThreadFactory threads, Duration pause, Turn turn) {
        this.name = name;
        this.turn = turn;
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

    /** @param pause the time between a failed turn and the next */
    static SupervisedLoop start(String name, ThreadFactory threads, Duration pause, Turn turn) {
        SupervisedLoop loop = new SupervisedLoop(name, threads, pause, turn);
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
                turn.run();
                failure = null;
                failuresInARow = 0;
            } catch (InterruptedException stray) {
                // close() alone ends the loop
                continue;
            } catch (Throwable thrown) {
                // errors, too: a stack overflow or a missing class must not end what nobody starts again
                failed(thrown);
            }
        }
    }

    private void failed(Throwable thrown) {
        try {
            failuresInARow++;
            failure = name + " fails (" + thrown.getClass().getSimpleName() + "); the log says why";
            if (Long.bitCount(failuresInARow) == 1) {
                LOG.atError()
                        .addKeyValue("failures", failuresInARow)
                        .setCause(thrown)
                        .log("A turn of {} has failed; the next one follows.", name);
            }
            boolean unused = closing.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (Throwable again) {
            // memory is short, or the log fails: the next turn is worth more than the message
            failure = name + " fails";
        }
    }

    /** Ends the loop after its turn, which is interrupted; waits some seconds at most. */
    @Override
    public void close() {
        closing.countDown();
        thread.interrupt();
        try {
            thread.join(STOP_BOUND.toMillis());
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }
}
