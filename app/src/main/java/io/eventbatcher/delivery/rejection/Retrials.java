package io.eventbatcher.delivery.rejection;

/**
 * Retrials of rejected inputs in a halt, after HubSpot took inputs that were never sent before: up to three, and if HubSpot rejects all,
 * the rejections are right.
 */
final class Retrials {
    private static final int ENOUGH = 3;

    private boolean running;
    private int rejected;

    void begin() {
        running = true;
        rejected = 0;
    }

    void end() {
        running = false;
    }

    boolean running() {
        return running;
    }

    void rejected() {
        rejected++;
    }

    /** @param unconfirmed number of rejections to try again */
    boolean enough(int unconfirmed) {
        return rejected >= Math.min(ENOUGH, unconfirmed);
    }
}
