package io.eventbatcher.delivery.simulation;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The letters of an instance's mailbox; whoever waits for one waits on virtual time. */
final class LetterQueue extends LinkedBlockingQueue<Runnable> {
    private static final long serialVersionUID = 1;

    private final transient Fiber fiber;

    LetterQueue(Fiber fiber) {
        this.fiber = fiber;
    }

    @Override
    public boolean add(Runnable letter) {
        boolean added = super.add(letter);
        fiber.wake();
        return added;
    }

    @Override
    public @Nullable Runnable poll(long timeout, TimeUnit unit) {
        Runnable letter = poll();
        if (letter == null) {
            fiber.sleep(Duration.of(timeout, unit.toChronoUnit()));
            letter = poll();
        }
        return letter;
    }
}
