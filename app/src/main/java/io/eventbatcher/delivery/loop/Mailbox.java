package io.eventbatcher.delivery.loop;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Where other threads leave work for the poll thread, which alone does it. */
public final class Mailbox {
    private final BlockingQueue<Runnable> letters;
    private volatile Runnable bell = () -> {};

    public Mailbox() {
        this(new LinkedBlockingQueue<>());
    }

    /** @param letters empty; time passes as in the queue's timed poll */
    public Mailbox(BlockingQueue<Runnable> letters) {
        this.letters = letters;
    }

    /** What rings after each post; it must be quick and safe on any thread. */
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

    /** Poll thread: does all that is there. */
    public void drain() {
        Runnable letter;
        while ((letter = letters.poll()) != null) {
            letter.run();
        }
    }

    /** Poll thread: waits for a letter, then does all that is there. */
    public void await(Duration most) throws InterruptedException {
        Runnable letter = letters.poll(most.toMillis(), TimeUnit.MILLISECONDS);
        if (letter != null) {
            letter.run();
            drain();
        }
    }
}
