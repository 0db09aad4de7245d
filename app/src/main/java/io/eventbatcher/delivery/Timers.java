package io.eventbatcher.delivery;

import java.time.Duration;

/** Runs something later, on a thread that must not be kept. */
interface Timers {
    void after(Duration delay, Runnable action);
}
