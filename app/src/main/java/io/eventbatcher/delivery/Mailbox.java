package io.eventbatcher.delivery;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Where other threads leave work for the poll thread, which alone does it. */
final class Mailbox {
    private final BlockingQueue<Runnable> letters = new LinkedBlockingQueue<>();
    private volatile Runnable bell = () -> {};

    /** What rings after each post; it must be quick and safe on any thread. */
    void onPost(Runnable ring) {
        bell = ring;
    }

    /** Any thread. */
    void post(Runnable letter) {
        letters.add(letter);
        bell.run();
    }

    boolean isEmpty() {
        return letters.isEmpty();
    }

    /** Poll thread: does all that is there. */
    void drain() {
        Runnable letter;
        while ((letter = letters.poll()) != null) {
            letter.run();
        }
    }

    /** Poll thread: waits for a letter, then does all that is there. */
    void await(Duration most) throws InterruptedException {
        Runnable letter = letters.poll(most.toMillis(), TimeUnit.MILLISECONDS);
        if (letter != null) {
            letter.run();
            drain();
        }
    }
}
