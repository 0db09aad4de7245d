package io.eventbatcher.delivery.loop;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Work from any thread, done by the poll thread alone. */
public final class Mailbox {
    private final BlockingQueue<Runnable> letters;
    private volatile Runnable bell = () -> {};

    public Mailbox() {
        this(new LinkedBlockingQueue<>());
    }

    /** @param letters an empty queue, whose timed poll decides how time passes */
    public Mailbox(BlockingQueue<Runnable> letters) {
        this.letters = letters;
    }

    /** @param ring runs after each post, on any thread; must be quick */
    public void onPost(Runnable ring) {
        bell = ring;
    }

    /** Any thread. */
    public void post(Runnable letter) {
        letters.add(letter);
        bell.run();
    }

    public boolean isEmpty() {
        return letters.isEmpty();
    }

    /** Poll thread: runs all letters. */
    public void drain() {
        Runnable letter;
        while ((letter = letters.poll()) != null) {
            letter.run();
        }
    }

    /** Poll thread: waits for a letter, then runs all letters. */
    public void await(Duration most) throws InterruptedException {
        Runnable letter = letters.poll(most.toMillis(), TimeUnit.MILLISECONDS);
        if (letter != null) {
            letter.run();
            drain();
        }
    }
}
