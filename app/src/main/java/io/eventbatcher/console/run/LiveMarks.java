package io.eventbatcher.console.run;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Letters that are being discarded or restored, or have been. */
public final class LiveMarks {
    private final int letters;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile long marked;
    private volatile String trouble = "";

    LiveMarks(int letters) {
        this.letters = letters;
    }

    void end(long number, String sentence) {
        marked = number;
        trouble = sentence;
        ended.countDown();
    }

    /** The letters of the plan. */
    public int letters() {
        return letters;
    }

    /** The letters that were marked; empty while they are being marked, and after a failure. */
    public OptionalLong marked() {
        return ended.getCount() == 0 && trouble.isEmpty() ? OptionalLong.of(marked) : OptionalLong.empty();
    }

    /** The reason of a failure, as sentences; empty for none. */
    public String trouble() {
        return trouble;
    }

    /** Waits for the end, so long at most. */
    public void await(Duration patience) {
        try {
            boolean unused = ended.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }
}
