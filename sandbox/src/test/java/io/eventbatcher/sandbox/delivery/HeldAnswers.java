package io.eventbatcher.sandbox.delivery;

import io.eventbatcher.sandbox.simulator.DecidedRequest;
import io.eventbatcher.sandbox.simulator.RequestListener;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;

/** Keeps answers back until the test wants them. */
final class HeldAnswers implements RequestListener {
    private volatile CountDownLatch held = new CountDownLatch(0);

    void hold() {
        held = new CountDownLatch(1);
    }

    void release() {
        held.countDown();
    }

    @Override
    public void decided(DecidedRequest request) {
        try {
            held.await();
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void answering(long number, Instant at) {}
}
