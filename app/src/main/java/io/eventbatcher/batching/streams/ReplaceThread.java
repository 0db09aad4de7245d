package io.eventbatcher.batching.streams;

import java.time.Duration;
import java.util.function.Consumer;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces a stream thread that dies. The transaction is aborted, and a new thread takes over after a pause, which grows while threads die
 * again and again. A broken JVM ({@link VirtualMachineError}) stops the client instead; a stack that overflows breaks no JVM.
 */
public final class ReplaceThread implements StreamsUncaughtExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ReplaceThread.class);

    private final ThreadDeaths deaths;
    private final Consumer<Duration> sleeper;

    /** @param sleeper lets the dying thread rest, so that a lasting fault does not spin */
    public ReplaceThread(ThreadDeaths deaths, Consumer<Duration> sleeper) {
        this.deaths = deaths;
        this.sleeper = sleeper;
    }

    @Override
    public StreamThreadExceptionResponse handle(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof VirtualMachineError && !(cause instanceof StackOverflowError)) {
                LOG.atError().setCause(failure).log("The JVM is broken; batching stops.");
                return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
            }
        }
        String why = ThreadFailure.describe(failure);
        ThreadDeaths.Death death = deaths.died(why);
        LOG.atError()
                .setCause(death.news() && !ThreadFailure.isKafkas(failure) ? failure : null)
                .addKeyValue("cause", why)
                .addKeyValue("pause", death.pause())
                .log(
                        death.waves() == 1
                                ? "A batching thread died; its transaction is aborted, and another thread goes on behind the last commit."
                                : "A batching thread died again; its partitions stand still until the cause is mended.");
        sleeper.accept(death.pause());
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }
}
