package io.eventbatcher.delivery.loop;

import java.time.Duration;

/** Runs something later, on a thread that must not be kept. */
public interface Timers {
    void after(Duration delay, Runnable action);
}
