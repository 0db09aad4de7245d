package io.eventbatcher.delivery.loop;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Work from any thread, done by the poll thread alone. */
public final class Mailbox {
    private final BlockingQueue<Runnable> tasks;
    private volatile Runnable wakeUp = () -> {};

    public Mailbox() {
        this(new LinkedBlockingQueue<>());
    }

    /** @param tasks an empty queue, whose timed poll decides how time passes */
    public Mailbox(BlockingQueue<Runnable> tasks) {
        this.tasks = tasks;
    }

    /** @param ring runs after each post, on any thread; must be quick */
    public void onPost(Runnable ring) {
        wakeUp = ring;
    }

    /** Any thread. */
    public void post(Runnable letter) {
        tasks.add(letter);
        wakeUp.run();
    }

    public boolean isEmpty() {
        return tasks.isEmpty();
    }

    /** Poll thread: runs all tasks. */
    public void drain() {
        Runnable letter;
        while ((letter = tasks.poll()) != null) {
            letter.run();
        }
    }

    /** Poll thread: waits for a letter, then runs all tasks. */
    public void await(Duration most) throws InterruptedException {
        Runnable letter = tasks.poll(most.toMillis(), TimeUnit.MILLISECONDS);
        if (letter != null) {
            letter.run();
            drain();
        }
    }
}
