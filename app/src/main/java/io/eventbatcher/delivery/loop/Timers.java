package io.eventbatcher.delivery.loop;

import java.time.Duration;

/** Runs an action later, on a thread that must not be kept busy. */
public interface Timers {
    void after(Duration delay, Runnable action);
}
